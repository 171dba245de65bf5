//! Which addresses are of one page.

use url::Url;

/// Query parameters that say how a reader came to a page, and never which page it is.
const TRACKING: &[&str] = &[
    "_ga",
    "cmpid",
    "dclid",
    "fbclid",
    "gad_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ocid",
    "s_cid",
    "srsltid",
    "ttclid",
    "twclid",
    "wbraid",
    "wt_mc",
    "xtor",
    "yclid",
];

/// Families of such parameters, by how their names begin (Google and Matomo, AT Internet).
const TRACKING_FAMILIES: &[&str] = &["utm_", "mtm_", "pk_", "at_medium", "at_campaign", "at_custom"];

/// What the addresses of one page have in common: not told apart by `http` or `https`, the case of the
/// host, a default port, a fragment, slashes at the end of the path, tracking parameters and the order of
/// the others. `None` of what is no address, and of a site's front page, which many articles may name.
pub fn page_of(address: &str) -> Option<String> {
    let address = address.trim();
    let mut url = Url::parse(address).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return Some(address.to_owned());
    }
    url.set_fragment(None);
    let mut kept: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    kept.retain(|(name, _)| !is_tracking(&name.to_ascii_lowercase()));
    kept.sort();
    let path = url.path().trim_end_matches('/').to_owned();
    if path.is_empty() && kept.is_empty() {
        return None;
    }
    url.set_path(&path);
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(&kept);
    }
    url.as_str().split_once("://").map(|(_, page)| page.to_owned())
}

fn is_tracking(name: &str) -> bool {
    TRACKING.contains(&name) || TRACKING_FAMILIES.iter().any(|family| name.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_one_page_and_of_others() {
        let page = "https://example.org/a/b?id=3&lang=fr";
        for same in [
            "HTTPS://Example.ORG:443/a/b?id=3&lang=fr",
            "http://example.org/a/b/?lang=fr&id=3#top",
            "https://example.org/a/b?utm_source=x&id=3&fbclid=Z&lang=fr&UTM_Medium=y&xtor=CS1",
            " https://example.org/a/./c/../b?id=3&lang=fr ",
        ] {
            assert_eq!(page_of(same), page_of(page), "{same}");
        }
        for other in [
            "https://example.org/a/B?id=3&lang=fr",
            "https://example.org/a/b?id=4&lang=fr",
            "https://example.org/a/b",
            "https://www.example.org/a/b?id=3&lang=fr",
            "https://example.org:8443/a/b?id=3&lang=fr",
        ] {
            assert_ne!(page_of(other), page_of(page), "{other}");
        }
        assert_eq!(page_of(page).as_deref(), Some("example.org/a/b?id=3&lang=fr"));
        assert_eq!(page_of("https://example.org?id=3"), page_of("http://example.org/?id=3"));
        assert_eq!(page_of("urn:isbn:1").as_deref(), Some("urn:isbn:1"));
        for none in ["", "not an address", "example.org", "https://", "https://example.org/?utm_source=x#top"]
        {
            assert_eq!(page_of(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "\\PC*", rest in "\\PC*") {
            let _ = page_of(&text);
            let _ = page_of(&format!("https://{rest}"));
        }
    }
}
