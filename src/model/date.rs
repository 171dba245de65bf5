//! Dates as texts give them: a day, a month or a year.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar date with the precision that its source gave: `2023`, `2023-10` or `2023-10-05`
/// (the reduced forms of ISO 8601-1, 5.2.2.2). Years 1000 to 9999.
///
/// Orders by the first day covered, the coarser date first: `2023` < `2023-01` < `2023-01-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    first: NaiveDate,
    precision: Precision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Precision {
    Year,
    Month,
    Day,
}

/// Why a date could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of the form.
    #[error("`{0}` is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")]
    Form(String),
    /// Of the form, but no such day.
    #[error("there is no date `{0}` in the calendar")]
    Impossible(String),
}

impl PartialDate {
    /// A date of the precision that the given parts have; `None` where there is no such date.
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        if !(1000..=9999).contains(&year) {
            return None;
        }
        let precision = match (month, day) {
            (None, None) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
            (None, Some(_)) => return None,
        };
        let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
        Some(PartialDate { first, precision })
    }

    /// The first day covered.
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The last day covered.
    pub fn last_day(self) -> NaiveDate {
        let (year, month) = (self.first.year(), self.first.month());
        let next = match self.precision {
            Precision::Day => return self.first,
            Precision::Month if month < 12 => NaiveDate::from_ymd_opt(year, month + 1, 1),
            Precision::Month | Precision::Year => NaiveDate::from_ymd_opt(year + 1, 1, 1),
        };
        next.and_then(|n| n.pred_opt()).unwrap_or(self.first)
    }

    /// Year, and month and day where they are known.
    pub fn parts(self) -> (i32, Option<u32>, Option<u32>) {
        let month = (self.precision >= Precision::Month).then(|| self.first.month());
        let day = (self.precision == Precision::Day).then(|| self.first.day());
        (self.first.year(), month, day)
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let written = match self.parts() {
            (y, Some(m), Some(d)) => format!("{y:04}-{m:02}-{d:02}"),
            (y, Some(m), None) => format!("{y:04}-{m:02}"),
            (y, ..) => format!("{y:04}"),
        };
        f.pad(&written)
    }
}

impl std::str::FromStr for PartialDate {
    type Err = DateError;

    fn from_str(s: &str) -> Result<Self, DateError> {
        let form = || DateError::Form(s.to_owned());
        let mut parts = s.splitn(3, '-');
        let mut number = |digits: usize| match parts.next() {
            None => Ok(None),
            Some(p) if p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()) => {
                p.parse::<u32>().map(Some).map_err(|_| form())
            }
            Some(_) => Err(form()),
        };
        let year = number(4)?.ok_or_else(form)?;
        let (month, day) = (number(2)?, number(2)?);
        PartialDate::new(year as i32, month, day).ok_or_else(|| DateError::Impossible(s.to_owned()))
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, days: Option<(&str, &str)>) {
        let read: Option<PartialDate> = input.parse().ok();
        let shown = read.map(|d| (d.first_day().to_string(), d.last_day().to_string()));
        assert_eq!(shown, days.map(|(a, b)| (a.to_owned(), b.to_owned())), "{input}");
        if let Some(date) = read {
            assert_eq!(date.to_string(), input);
        }
    }

    #[test]
    fn partial_and_impossible_dates() {
        check("2023", Some(("2023-01-01", "2023-12-31")));
        check("2024-02", Some(("2024-02-01", "2024-02-29")));
        check("2023-12", Some(("2023-12-01", "2023-12-31")));
        check("2023-10-05", Some(("2023-10-05", "2023-10-05")));
        for bad in [
            "",
            "23",
            "2023-2",
            "2023-02-30",
            "2023-13",
            "2023-00",
            "0999",
            "2023-01-01-01",
            "+202",
            "2023-1-1",
        ] {
            check(bad, None);
        }
    }
}
