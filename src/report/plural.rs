//! "3 claims", "1 claim", "1,204 claims".

/// A number with its noun, as English counts: `count(1, "claim")` is "1 claim", any other number
/// takes an `s`.
pub fn count(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{} {noun}s", number(n)) }
}

/// A number with its thousands set apart: "1,204".
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn only_one_is_singular() {
        assert_eq!(count(0, "claim"), "0 claims");
        assert_eq!(count(1, "claim"), "1 claim");
        assert_eq!(count(3, "document"), "3 documents");
        assert_eq!(count(999, "row"), "999 rows");
        assert_eq!(count(1234567, "claim"), "1,234,567 claims");
    }
}
