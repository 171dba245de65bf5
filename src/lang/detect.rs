//! The language of a document.

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    /// ISO 639-1 code; `None` where the text is too short or too mixed to tell.
    pub code: Option<&'static str>,
}

/// Tells the language of a text from its first few thousand characters.
///
/// Trigram statistics (whatlang); an answer that is not reliable counts as none.
pub fn detect(text: &str) -> Detected {
    const ENOUGH: usize = 4000;
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(i, _)| i);
    let info = whatlang::detect(&text[..end]);
    let code = info.filter(|i| i.is_reliable() || i.confidence() > 0.5).and_then(|i| iso_639_1(i.lang()));
    Detected { code }
}

/// The two-letter code of a language that whatlang tells by its three-letter one.
fn iso_639_1(lang: whatlang::Lang) -> Option<&'static str> {
    use whatlang::Lang::*;
    Some(match lang {
        Fra => "fr",
        Eng => "en",
        Deu => "de",
        Spa => "es",
        Ita => "it",
        Por => "pt",
        Nld => "nl",
        Rus => "ru",
        Ukr => "uk",
        Kor => "ko",
        Cmn => "zh",
        Jpn => "ja",
        Ara => "ar",
        Tur => "tr",
        Pol => "pl",
        Ron => "ro",
        Cat => "ca",
        Swe => "sv",
        Dan => "da",
        Nob => "nb",
        Fin => "fi",
        Hun => "hu",
        Ces => "cs",
        Ell => "el",
        Heb => "he",
        Pes => "fa",
        Hin => "hi",
        Vie => "vi",
        Ind => "id",
        _ => return None,
    })
}
