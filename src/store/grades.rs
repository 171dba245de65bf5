//! What people graded claims.

use super::{
    columns::{parsed, word},
    error::Trouble,
    review,
};
use crate::model::{Given, Grade, GradeFilter, Grades, Grading, Scale, Vocabulary};
use rusqlite::{Connection, Row, params};

/// Gives a claim a grade or takes it off, which stands in the log under a number.
pub(super) fn give(connection: &Connection, entry: i64, grading: &Grading) -> Result<(), Trouble> {
    let claim = review::key(connection, &grading.claim)?;
    let Grading { grade, .. } = grading;
    let scale = grade.scale().as_str();
    match grade.word() {
        Some(word) => connection
            .prepare_cached(
                "INSERT OR REPLACE INTO claim_grade (claim, scale, word, wording, entry)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![claim, scale, word, grade.wording(), entry])?,
        None => connection
            .prepare_cached("DELETE FROM claim_grade WHERE claim = ?1 AND scale = ?2")?
            .execute(params![claim, scale])?,
    };
    Ok(())
}

/// Whether anything is graded.
pub(super) fn any(connection: &Connection) -> Result<bool, Trouble> {
    Ok(connection.prepare_cached("SELECT 1 FROM claim_grade")?.exists([])?)
}

/// The grades of a claim, by its row number.
pub(super) fn of_claim(connection: &Connection, claim: i64) -> Result<Grades, Trouble> {
    let mut statement = connection.prepare_cached(
        "SELECT scale, word, wording, entry, log.actor, log.time
           FROM claim_grade JOIN log ON log.seq = entry WHERE claim = ?1",
    )?;
    let mut rows = statement.query([claim])?;
    let mut grades = Grades::default();
    while let Some(row) = rows.next()? {
        let untimed = || Trouble::Damaged("a grade's entry of the log has no time".to_owned());
        let at = parsed(row, 5)?.ok_or_else(untimed)?;
        grades.put(Given { grade: grade(row)?, by: row.get(4)?, at, entry: row.get(3)? });
    }
    Ok(grades)
}

/// The grade of a row that begins with scale, word and wording.
pub(super) fn grade(row: &Row<'_>) -> Result<Grade, Trouble> {
    let (scale, text): (Scale, String) = (word(row, 0)?, row.get(1)?);
    Grade::parse(scale, &text, row.get(2)?).map_err(|error| Trouble::Damaged(error.to_string()))
}

/// The conditions on `s.place` of the claims that are graded as asked.
pub(super) fn conditions(filter: &GradeFilter) -> Vec<String> {
    fn words<V: Vocabulary>(asked: impl IntoIterator<Item = V>) -> Vec<String> {
        asked.into_iter().map(|word| format!("'{}'", word.as_str())).collect()
    }
    let likelihood = filter.likelihood.iter().flat_map(|word| word.synonyms());
    let asked = [
        (Scale::Reliability, words(filter.reliability.iter().copied())),
        (Scale::Credibility, words(filter.credibility.iter().copied())),
        (Scale::Likelihood, words(likelihood)),
        (Scale::Terms, words(filter.terms.iter().copied())),
    ];
    let graded = "SELECT claim.place FROM claim_grade JOIN claim ON claim.id = claim_grade.claim";
    let on_scales = asked.iter().filter(|(_, words)| !words.is_empty()).map(|(scale, words)| {
        format!("s.place IN ({graded} WHERE scale = '{scale}' AND word IN ({}))", words.join(", "))
    });
    let at_all = filter.given.map(|given| {
        let not = if given { "" } else { "NOT " };
        format!("s.place {not}IN ({graded})")
    });
    on_scales.chain(at_all).collect()
}
