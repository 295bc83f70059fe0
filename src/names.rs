//! Names in messages: which one was meant, and how one is written in a JSON Pointer.

/// The candidate nearest to `name`, if it alone is near enough to be meant.
pub(crate) fn closest<'a, S: AsRef<str>>(name: &str, candidates: &'a [S]) -> Option<&'a str> {
    let most = name.chars().count() / 3;
    let mut near: Vec<(usize, &str)> = candidates
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate.as_ref()), candidate.as_ref()))
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort_unstable();
    near.dedup();
    match near.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, candidate), ..] => Some(candidate),
        [] => None,
    }
}

/// A name as a step of a JSON Pointer.
pub(crate) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
