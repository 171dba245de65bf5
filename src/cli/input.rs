//! Where articles come from: files, folders, standard input.

use super::error::{CliError, Result, plain};
use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// The largest input that is read, in bytes.
pub const MAX_BYTES: u64 = 256 << 20;

/// Endings of the files that are taken from a folder of articles.
pub const ARTICLE_ENDINGS: &[&str] = &["txt", "text", "md"];

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input, written `-`.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// What a document that is read from here is called: the file's name without its ending.
    pub fn name(&self) -> String {
        match self {
            Input::Stdin => "stdin".to_owned(),
            Input::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        }
    }

    /// What it is called in messages.
    pub fn shown(&self) -> String {
        match self {
            Input::Stdin => "standard input".to_owned(),
            Input::File(path) => format!("`{}`", path.display()),
        }
    }

    /// Reads all of it, up to [`MAX_BYTES`].
    pub fn read(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = match self {
            Input::Stdin => io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes),
            Input::File(path) => File::open(path).and_then(|f| f.take(MAX_BYTES + 1).read_to_end(&mut bytes)),
        };
        read.map_err(|e| self.unreadable(&plain(&e)))?;
        if bytes.len() as u64 > MAX_BYTES {
            let limit = MAX_BYTES >> 20;
            return Err(self
                .unreadable(&format!("it is larger than {limit} MiB, the most that is read at once"))
                .hint("split it into its articles, one a file"));
        }
        Ok(bytes)
    }

    /// Reads all of it as UTF-8, as dixit's own files are written.
    pub fn read_utf_8(&self) -> Result<String> {
        String::from_utf8(self.read()?)
            .map_err(|e| self.unreadable(&format!("it is not UTF-8 (byte {})", e.utf8_error().valid_up_to())))
    }

    /// The error that this input cannot be read, and why.
    pub fn unreadable(&self, why: &str) -> CliError {
        CliError::bad_input(format!("cannot read {}: {why}", self.shown()))
    }
}

/// The inputs that some paths stand for, in the order given: `-` is standard input, a folder
/// stands for every file in it and below whose name has one of the `endings`, in the order of
/// their paths. A path that stands for nothing gives an error in its place.
pub fn inputs(paths: &[PathBuf], endings: &[&str]) -> Vec<Result<Input>> {
    let mut found = Vec::new();
    for path in paths {
        match expand(path, endings) {
            Ok(inputs) => found.extend(inputs.into_iter().map(Ok)),
            Err(error) => found.push(Err(error)),
        }
    }
    found
}

fn expand(path: &Path, endings: &[&str]) -> Result<Vec<Input>> {
    if path.as_os_str() == "-" {
        return Ok(vec![Input::Stdin]);
    }
    let file = Input::File(path.to_owned());
    let metadata = fs::metadata(path).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => file.unreadable("no such file"),
        _ => file.unreadable(&plain(&e)),
    })?;
    if !metadata.is_dir() {
        return Ok(vec![file]);
    }
    let files = files_below(path)?;
    let wanted = |p: &PathBuf| {
        let ending = p.extension().map(OsStr::to_ascii_lowercase).unwrap_or_default();
        endings.iter().any(|e| ending == *e)
    };
    let inputs: Vec<Input> = files.into_iter().filter(wanted).map(Input::File).collect();
    if inputs.is_empty() {
        let patterns: Vec<String> = endings.iter().map(|e| format!("*.{e}")).collect();
        return Err(CliError::bad_input(format!("nothing to read in the folder `{}`", path.display()))
            .hint(format!("of a folder, {} are read: name other files themselves", patterns.join(", "))));
    }
    Ok(inputs)
}

/// Every file in a folder and below, in the order of their paths. What is hidden (a name that
/// begins with a dot) is left out, and a link to a folder is not followed, so that no walk can
/// run in a circle.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable = |e: io::Error| Input::File(folder.clone()).unreadable(&plain(&e));
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            if entry.file_type().map_err(unreadable)?.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
