//! What the files of a store are called: `000007-1.2.0.shindan`.

use std::fmt;

use semver::Version;

/// What a pack is called while it arrives.
pub(super) const INCOMING: &str = "incoming.part";

const ENDING: &str = ".shindan";

/// The longest name that every file system takes, with room to spare, in bytes.
const MOST: usize = 200;

/// The name of an installed version. The number counts installations, so that the newest is known by its name; the version outlasts
/// damage to what stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) number: u64,
    pub(super) version: Version,
}

impl Name {
    /// The name of that file, if it is one that a store gave.
    pub(super) fn read(file: &str) -> Option<Self> {
        let (number, version) = file.strip_suffix(ENDING)?.split_once('-')?;
        let name = Self { number: number.parse().ok()?, version: Version::parse(version).ok()? };
        (name.to_string() == file).then_some(name)
    }

    /// The name after these, if there is one left and it is not too long.
    pub(super) fn after(names: &[Self], version: &Version) -> Option<Self> {
        let last = names.iter().map(|name| name.number).max().unwrap_or_default();
        let name = Self { number: last.checked_add(1)?, version: version.clone() };
        (name.to_string().len() <= MOST).then_some(name)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}-{}{ENDING}", self.number, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written_and_no_other_is() {
        for version in ["1.2.0", "1.0.0-rc.1+build.7", "0.0.1--"] {
            let name = Name { number: 7, version: version.parse().unwrap() };
            assert_eq!(Name::read(&name.to_string()), Some(name));
        }
        for file in ["7-1.2.0.shindan", "+00007-1.2.0.shindan", "000007-1.2.shindan", "000007-1.2.0", "lock", INCOMING]
        {
            assert_eq!(Name::read(file), None, "{file}");
        }
    }

    #[test]
    fn numbers_go_on_and_end() {
        let at = |number| Name { number, version: Version::new(1, 0, 0) };
        let version = Version::new(2, 0, 0);
        assert_eq!(Name::after(&[], &version).unwrap().number, 1);
        assert_eq!(Name::after(&[at(9), at(3)], &version).unwrap().to_string(), "000010-2.0.0.shindan");
        assert_eq!(Name::after(&[at(u64::MAX)], &version), None);
        let long = format!("1.0.0-{}", "a".repeat(200)).parse().unwrap();
        assert_eq!(Name::after(&[], &long), None);
    }
}
