//! "3 claims", "1 claim".

/// A number with its noun, as English counts: `count(1, "claim")` is "1 claim", any other number
/// takes an `s`.
pub fn count(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn only_one_is_singular() {
        assert_eq!(count(0, "claim"), "0 claims");
        assert_eq!(count(1, "claim"), "1 claim");
        assert_eq!(count(3, "document"), "3 documents");
    }
}
