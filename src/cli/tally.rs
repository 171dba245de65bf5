//! Counts in words.

use crate::model::{Strength, StrengthCounts, Vocabulary};

/// "1 claim", "3 claims", "1,204 claims".
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// "12 claims: 8 verbatim, 4 alleged"; of no claims just "0 claims".
pub fn claims(counts: &StrengthCounts) -> String {
    let present = Strength::ALL.iter().filter(|s| counts.of(**s) > 0);
    let parts: Vec<String> = present.map(|s| format!("{} {s}", number(counts.of(*s)))).collect();
    let total = count(counts.total(), "claim", "claims");
    if parts.is_empty() { total } else { format!("{total}: {}", parts.join(", ")) }
}

/// A number with its thousands set apart.
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
    use super::*;

    #[test]
    fn counts_read_well() {
        assert_eq!(count(1, "claim", "claims"), "1 claim");
        assert_eq!(count(1234567, "claim", "claims"), "1,234,567 claims");
        let mut counts = StrengthCounts::default();
        assert_eq!(claims(&counts), "0 claims");
        counts.add(Strength::Alleged, 4);
        counts.add(Strength::Verbatim, 1000);
        assert_eq!(claims(&counts), "1,004 claims: 1,000 verbatim, 4 alleged");
    }
}
