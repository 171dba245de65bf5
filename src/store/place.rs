//! Where a claim stands in a list, as one number, see `claim.place` in the schema: the latest
//! published document first, undated ones last, then document by document in the order in
//! which they came, then by the place in the text.
//!
//! One number, because the full-text index gives its rows in the order of one number, and
//! because every other index then ends in it: a list's first rows come off any of them in order.

use crate::model::PartialDate;
use chrono::{Datelike, NaiveDate};

const DOCUMENT_BITS: u32 = 23;
const RANK_BITS: u32 = 18;
const DAY_SHIFT: u32 = DOCUMENT_BITS + RANK_BITS;
const UNDATED: i64 = (1 << 22) - 1;

/// How many claims one document can hold.
pub(super) const MAX_CLAIMS: usize = 1 << RANK_BITS;
/// The highest number that a document can have.
pub(super) const MAX_DOCUMENT: i64 = (1 << DOCUMENT_BITS) - 1;

/// A stretch of places, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) first: i64,
    pub(super) last: i64,
}

impl Range {
    /// Every place.
    pub(super) const ALL: Range = Range { first: 0, last: i64::MAX };

    /// The places of one document's claims. `document` is at most [`MAX_DOCUMENT`].
    pub(super) fn of_document(published: Option<PartialDate>, document: i64) -> Range {
        let day = published.map_or(0, |date| {
            let (year, month, day) = date.parts();
            day_number(year, month.unwrap_or(0), day.unwrap_or(0))
        });
        let first = ((UNDATED - day) << DAY_SHIFT) | (document << RANK_BITS);
        Range { first, last: first | (MAX_CLAIMS as i64 - 1) }
    }

    /// The places of all claims of the documents dated from one day number to another.
    fn of_days(first: i64, last: i64) -> Range {
        Range {
            first: (UNDATED - last) << DAY_SHIFT,
            last: (UNDATED - first) << DAY_SHIFT | ((1 << DAY_SHIFT) - 1),
        }
    }

    /// What two stretches share.
    pub(super) fn and(self, other: Range) -> Option<Range> {
        let shared = Range { first: self.first.max(other.first), last: self.last.min(other.last) };
        (shared.first <= shared.last).then_some(shared)
    }
}

/// The number of the document that a place belongs to.
pub(super) fn document_at(place: i64) -> i64 {
    (place >> RANK_BITS) & MAX_DOCUMENT
}

/// The number of the document that a place belongs to, in SQL, `place` being the column.
pub(super) fn document_of(place: &str) -> String {
    format!("({place} >> {RANK_BITS}) & {MAX_DOCUMENT}")
}

/// The rank in its document of the claim at a place, in SQL.
pub(super) fn rank_of(place: &str) -> String {
    format!("({place} & {})", MAX_CLAIMS - 1)
}

/// The places of the documents published between two dates, in order and without overlap. A
/// document of which only the month or the year is known is between them if any of its days is.
pub(super) fn published(since: Option<PartialDate>, until: Option<PartialDate>) -> Vec<Range> {
    if since.is_none() && until.is_none() {
        return vec![Range::ALL];
    }
    let number = |day: NaiveDate| day_number(day.year(), day.month(), day.day());
    let last = until.map_or(UNDATED, |date| number(date.last_day()));
    let Some(since) = since.map(PartialDate::first_day) else {
        return vec![Range::of_days(1, last)];
    };
    if number(since) > last {
        return Vec::new();
    }
    // The month and the year that `since` lies in are numbered before their days.
    let month = day_number(since.year(), since.month(), 0);
    let year = day_number(since.year(), 0, 0);
    vec![Range::of_days(number(since), last), Range::of_days(month, month), Range::of_days(year, year)]
}

/// Numbers days, months and years in the order of [`PartialDate`]: a year before its months, a
/// month before its days. Below 2^22 for every year to 9999; no date has 0.
fn day_number(year: i32, month: u32, day: u32) -> i64 {
    (i64::from(year) * 13 + i64::from(month)) * 32 + i64::from(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<PartialDate> {
        Some(text.parse().expect(text))
    }

    #[test]
    fn later_dates_come_first_and_undated_last() {
        let order = ["9999-12-31", "2023-10-06", "2023-10-05", "2023-10", "2023-09-30", "2023", "1000"];
        let mut dates: Vec<_> = order.iter().map(|d| date(d)).collect();
        dates.push(None);
        for pair in dates.windows(2) {
            let (before, after) = (Range::of_document(pair[0], MAX_DOCUMENT), Range::of_document(pair[1], 1));
            assert!(before.last < after.first, "{pair:?}");
            assert!(pair[0] > pair[1]);
        }
        let (one, two) = (Range::of_document(None, 1), Range::of_document(None, 2));
        assert!(0 < one.first && one.last < two.first);
    }

    #[test]
    fn a_partial_date_is_in_a_range_that_it_overlaps() {
        let check = |published: &str, since: &str, until: &str, expected: bool| {
            let of = |text: &str| (!text.is_empty()).then(|| text.parse().expect(text));
            let place = Range::of_document(of(published), 7).first;
            let ranges = super::published(of(since), of(until));
            let found = ranges.iter().filter(|r| (r.first..=r.last).contains(&place)).count();
            assert_eq!(found, usize::from(expected), "{published} in {since}..{until}");
        };
        for (published, expected) in [
            ("2023-10-14", false),
            ("2023-10-15", true),
            ("2023-10", true),
            ("2023", true),
            ("2023-09", false),
            ("2022", false),
            ("2024", true),
            ("", false),
        ] {
            check(published, "2023-10-15", "", expected);
        }
        for (published, expected) in
            [("2023-10-31", true), ("2023-11-01", false), ("2023-11", false), ("2023", true), ("", false)]
        {
            check(published, "", "2023-10", expected);
        }
        check("2023-10", "2023-10-15", "2023-10-10", false);
        check("2023-10", "2023-10-15", "2023-10-20", true);
        check("", "", "", true);
    }
}
