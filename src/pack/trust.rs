//! Which packs are believed: signed by one of these keys, and not older than what was there before.

use std::collections::BTreeMap;
use std::fmt;

use minisign_verify::{PublicKey, Signature};
use semver::Version;

use super::pages::Pages;
use crate::error::{Error, ErrorKind};

/// What a device asks of a compiled pack. Without keys no signature is asked for.
///
/// Keys and signatures are those of [minisign](https://jedisct1.github.io/minisign/). Several keys are alternatives, so that
/// a new one is accepted before the old one is given up; a revoked key is none, whatever else says so.
///
/// ```
/// use shindan::pack::Trust;
///
/// let trust = Trust::new()
///     .key("RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3")?
///     .at_least("caora", semver::Version::new(1, 2, 0));
/// let error = shindan::KnowledgeBase::from_trusted_pack(*b"no pack", &trust, None).unwrap_err();
/// assert_eq!(error.kind(), shindan::ErrorKind::NotPack);
/// # Ok::<(), shindan::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Trust {
    keys: Vec<Key>,
    revoked: Vec<Key>,
    least: BTreeMap<String, Version>,
}

/// Who signed a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Signed {
    /// The public key, as it was given to [`Trust::key`] (the line of Base64).
    pub key: String,
    /// The comment that the signature covers, too.
    pub comment: String,
}

#[derive(Clone)]
struct Key {
    text: String,
    key: PublicKey,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Key {
    /// A key from its line, or from a file as `minisign` writes it.
    fn new(text: &str) -> Result<Self, Error> {
        let line = text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
        match PublicKey::from_base64(line) {
            Ok(key) => Ok(Self { text: line.to_owned(), key }),
            Err(error) => Err(Error::new(
                ErrorKind::BadKey,
                format!(
                    "`{}`: {error}; give the last line of a minisign.pub file",
                    line.chars().take(60).collect::<String>()
                ),
            )),
        }
    }
}

impl Trust {
    /// Asks for nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Accepts packs that this key signed, and from now on none that no key did. Takes the text of a `minisign.pub` file, or
    /// its last line.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadKey`].
    pub fn key(mut self, key: &str) -> Result<Self, Error> {
        self.keys.push(Key::new(key)?);
        Ok(self)
    }

    /// The same with each of `keys`, of which one has to have signed. Refuses an empty list, such as that of a setting which
    /// was left out: without a key, any pack would be accepted.
    ///
    /// ```
    /// let error = shindan::pack::Trust::new().keys([] as [&str; 0]).unwrap_err();
    /// assert_eq!(error.kind(), shindan::ErrorKind::BadKey);
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadKey`].
    pub fn keys<K: AsRef<str>>(self, keys: impl IntoIterator<Item = K>) -> Result<Self, Error> {
        let mut keys = keys.into_iter().peekable();
        if keys.peek().is_none() {
            let message = "the list of keys is empty; name a key that is accepted, or open the pack without keys";
            return Err(Error::new(ErrorKind::BadKey, message));
        }
        keys.try_fold(self, |trust, key| trust.key(key.as_ref()))
    }

    /// Accepts nothing that only this key signed, and asks for a signature.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadKey`].
    pub fn revoked(mut self, key: &str) -> Result<Self, Error> {
        self.revoked.push(Key::new(key)?);
        Ok(self)
    }

    /// Refuses versions of a pack below this one, which is what the device had: an older pack with a good signature is no
    /// good pack.
    #[must_use]
    pub fn at_least(mut self, pack: &str, version: Version) -> Self {
        self.least.insert(pack.to_owned(), version);
        self
    }

    /// Whether a signature is asked for.
    #[must_use]
    pub fn asks_for_signature(&self) -> bool {
        !self.keys.is_empty() || !self.revoked.is_empty()
    }

    /// Holds the version of a pack against the least one.
    pub(crate) fn check_version(&self, pack: &str, version: &Version) -> Result<(), Error> {
        let least = self.least.get(pack).filter(|least| version.cmp_precedence(least).is_lt());
        let older = |least| {
            let message = format!("the pack `{pack}` is version {version}; this device had {least}");
            Err(Error::new(ErrorKind::OlderPack, format!("{message} and takes no older one")))
        };
        least.map_or(Ok(()), older)
    }

    /// Who signed the pack: by `detached`, or by one of the signatures behind it. None where no signature is asked for.
    pub(crate) fn check_signature(&self, pages: &Pages, detached: Option<&str>) -> Result<Option<Signed>, Error> {
        if !self.asks_for_signature() {
            return Ok(None);
        }
        let untrusted = |message: &str| Error::new(ErrorKind::UntrustedPack, message.to_owned());
        let behind = pages.behind()?;
        let appended =
            std::str::from_utf8(&behind).map_err(|_| untrusted("what stands behind the pack is no signature"))?;
        let signatures = signatures(detached.unwrap_or_default())
            .chain(self::signatures(appended))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| untrusted(&format!("the signature cannot be read: {error}")))?;
        if signatures.is_empty() {
            return Err(untrusted("it is not signed, and a signature is asked for"));
        }
        let (mut by_revoked, mut fits_not) = (false, false);
        for signature in &signatures {
            let is_by = |key: &&Key| key.key.verify_stream(signature).is_ok();
            if self.revoked.iter().any(|key| is_by(&key)) {
                by_revoked = true;
                continue;
            }
            for key in self.keys.iter().filter(is_by) {
                if pages.is_signed(&key.key, signature)? {
                    let comment = signature.trusted_comment().to_owned();
                    return Ok(Some(Signed { key: key.text.clone(), comment }));
                }
                fits_not = true;
            }
        }
        Err(untrusted(match (fits_not, by_revoked) {
            (true, _) => "the signature is not that of these bytes",
            (_, true) => "the key that signed it is revoked",
            _ => "it is signed by a key that is not one of the accepted ones",
        }))
    }
}

/// The signatures that stand in a text one after the other, four lines each.
fn signatures(text: &str) -> impl Iterator<Item = Result<Signature, minisign_verify::Error>> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let texts: Vec<String> = lines.chunks(4).map(|lines| lines.join("\n")).collect();
    texts.into_iter().map(|text| Signature::decode(&text))
}
