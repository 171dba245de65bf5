//! Claims counted by strength, in words.

use crate::{
    model::{Strength, StrengthCounts, Vocabulary},
    report::{count, number},
};

/// "12 claims: 8 verbatim, 4 alleged"; of no claims just "0 claims".
pub fn tally(counts: &StrengthCounts) -> String {
    let present = Strength::ALL.iter().filter(|s| counts.of(**s) > 0);
    let parts: Vec<String> = present.map(|s| format!("{} {s}", number(counts.of(*s)))).collect();
    let total = count(counts.total(), "claim");
    if parts.is_empty() { total } else { format!("{total}: {}", parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_there_is_named() {
        let mut counts = StrengthCounts::default();
        assert_eq!(tally(&counts), "0 claims");
        counts.add(Strength::Alleged, 4);
        counts.add(Strength::Verbatim, 1000);
        assert_eq!(tally(&counts), "1,004 claims: 1,000 verbatim, 4 alleged");
    }
}
