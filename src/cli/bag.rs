//! BagIt bags (RFC 8493): a folder whose manifest has the SHA-256 of every file.

use super::{
    error::{CliError, Result, plain},
    input::{Input, files_below},
};
use crate::model::Digest;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
const PAYLOAD: &str = "manifest-sha256.txt";
const TAGS: &str = "tagmanifest-sha256.txt";

/// A bag being written. One that is not finished is removed again.
#[derive(Debug)]
pub struct Bag {
    folder: PathBuf,
    payload: BTreeMap<String, Digest>,
    bytes: u64,
    finished: bool,
}

impl Bag {
    /// Begins a bag in a folder that is not there yet.
    ///
    /// # Errors
    /// Where it is, or cannot be made.
    pub fn new(folder: &Path) -> Result<Self> {
        if folder.exists() {
            return Err(CliError::bad_input(format!("`{}` is there already", folder.display()))
                .hint("a bundle is written into a new folder"));
        }
        Ok(Bag { folder: folder.to_owned(), payload: BTreeMap::new(), bytes: 0, finished: false })
    }

    /// Adds a file below `data/`; its name must be free of `/..` and line breaks.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let name = format!("data/{name}");
        write(&self.folder.join(&name), bytes)?;
        self.payload.insert(name, Digest::of(bytes));
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// Writes the tag files, after which the bag is complete. `info` is for `bag-info.txt`.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn finish(mut self, info: &[(&str, String)]) -> Result<()> {
        let oxum = ("Payload-Oxum", format!("{}.{}", self.bytes, self.payload.len()));
        let info: String =
            info.iter().chain([&oxum]).map(|(label, value)| format!("{label}: {value}\n")).collect();
        let tags = [
            ("bag-info.txt", info),
            ("bagit.txt", DECLARATION.to_owned()),
            (PAYLOAD, manifest(&self.payload)),
        ];
        let mut hashes = BTreeMap::new();
        for (name, text) in tags {
            write(&self.folder.join(name), text.as_bytes())?;
            hashes.insert(name.to_owned(), Digest::of(text.as_bytes()));
        }
        write(&self.folder.join(TAGS), manifest(&hashes).as_bytes())?;
        self.finished = true;
        Ok(())
    }
}

impl Drop for Bag {
    fn drop(&mut self) {
        if !self.finished {
            // Part of a bag is of no use; where it cannot be removed either, so be it.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// Checks a bag's files against its manifests; answers with what is wrong: in which file, and what.
///
/// # Errors
/// Where it is no bag, or a file cannot be read.
pub fn check(folder: &Path) -> Result<Vec<(String, String)>> {
    let read = |name: &str| Input::File(folder.join(name)).read_utf_8();
    if !folder.join("bagit.txt").is_file() {
        return Err(CliError::bad_input(format!("`{}` is no bundle: it has no bagit.txt", folder.display()))
            .hint("`dixit bundle --out DIR` writes one"));
    }
    let mut faults = Vec::new();
    let mut listed = Vec::new();
    for manifest in [PAYLOAD, TAGS] {
        for line in read(manifest)?.lines() {
            let Some((hash, name)) = line.split_once("  ") else {
                faults.push((manifest.to_owned(), format!("a line is not a hash and a name: {line}")));
                continue;
            };
            let inside = !name.starts_with('/') && !name.split('/').any(|part| part == "..");
            let path = folder.join(name);
            if !inside || !path.is_file() {
                faults.push((name.to_owned(), "it is not there".to_owned()));
            } else if Digest::of(&Input::File(path.clone()).read()?).to_string() != hash {
                faults.push((name.to_owned(), "it is not what it was".to_owned()));
            }
            listed.push(path);
        }
    }
    for path in files_below(&folder.join("data"))? {
        if !listed.contains(&path) {
            let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
            faults.push((name, "no manifest has it".to_owned()));
        }
    }
    Ok(faults)
}

fn manifest(hashes: &BTreeMap<String, Digest>) -> String {
    hashes.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect()
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .map_err(|e| CliError::failed(format!("cannot write `{}`: {}", path.display(), plain(&e))))
}
