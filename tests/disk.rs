//! A disk that is full or read-only gets one clear line from every command that writes; what was stored is
//! safe, and can be read.

use crate::{
    sample,
    support::{Scratch, matches},
    version_1,
};
use std::{fs, io::Write, path::PathBuf, process::Command};

/// A small file system of its own, unmounted when done.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts one at `disk`; `None`, and a word about it, where that is not allowed.
    fn mount(scratch: &Scratch, size: &str) -> Option<Self> {
        let folder = scratch.path("disk");
        fs::create_dir(&folder).expect("made");
        let options = format!("size={size}");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&folder).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(SmallDisk(folder));
        }
        eprintln!("skipped: mounting a small disk is not allowed here");
        None
    }

    /// Writes until not one byte more can be written.
    fn fill(&self) {
        let mut file = fs::File::create(self.0.join("filler")).expect("made");
        while file.write_all(&[7; 4096]).is_ok() {}
        while file.write_all(&[7]).is_ok() {}
    }

    fn make_room(&self) {
        fs::remove_file(self.0.join("filler")).expect("removed");
    }

    fn make_read_only(&self) {
        let remounted = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status();
        assert!(remounted.expect("runs").success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).output();
    }
}

/// A database on a small disk, and what is to be brought in.
fn stocked() -> Option<(Scratch, SmallDisk)> {
    let scratch = sample::files();
    let disk = SmallDisk::mount(&scratch, "4m")?;
    scratch.file("first/c.txt", format!("Au port. {}", sample::QUAI));
    scratch.file("more/d.txt", format!("Sur le quai. {}", sample::QUAI));
    scratch.file("claims/many.toml", sample::many(40).to_toml());
    let import = ["import", "-q", "claims/port.toml", "--sources", "articles", "--db", "disk/dixit.db"];
    scratch.dixit(import).gives(0, "", "");
    scratch.dixit(["ingest", "-q", "first", "--db", "disk/dixit.db"]).gives(0, "", "");
    Some((scratch, disk))
}

/// The commands that write into the database, by their order.
const CHANGES: [&[&str]; 7] = [
    &["ingest", "-q", "more"],
    &["import", "-q", "claims"],
    &["accept", "-q", "--yes", "--doc", "c"],
    &["tag", "-q", "--yes", "--doc", "port", "--add", "x"],
    &["note", "-q", "--yes", "--doc", "port", "--text", "x"],
    &["reject", "-q", "--yes", "--doc", "port", "--reason", "x"],
    &["entity", "alias", "KCNA", "Agence centrale"],
];

/// The commands that write a file or a folder.
const FILES: [(&[&str], &str); 6] = [
    (&["backup", "-q", "disk/copy.db"], "disk/copy.db"),
    (&["bundle", "-q", "--out", "disk/bag"], "disk/bag"),
    (&["export", "-q", "--format", "csv", "--out", "disk/report.csv"], "disk/report.csv"),
    (&["export", "-q", "--format", "toml", "--out", "disk/claims"], "disk/claims/entities.toml"),
    (&["export", "-q", "--out", "disk/report.md"], "disk/report.md"),
    (&["key", "new", "desk", "--out", "disk/key"], "disk/key"),
];

fn on_the_disk(args: &[&'static str]) -> Vec<&'static str> {
    args.iter().copied().chain(["--db", "disk/dixit.db"]).collect()
}

/// Every command fails with one line that begins so and one hint at most, and leaves nothing behind; what
/// is there can be read and is sound.
fn nothing_can_be_written(scratch: &Scratch, change: &str, reason: &str) {
    let check = |args: &[&'static str], expected: &str| {
        let output = scratch.dixit(on_the_disk(args)).output();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{args:?}: {said}");
        let lines = [expected.to_owned(), format!("{expected}\nhint: [..]")];
        assert!(lines.iter().any(|lines| matches(lines, &said)), "{args:?}: {said}");
    };
    for args in CHANGES {
        check(args, &format!("error: {change}"));
    }
    for (args, file) in FILES {
        check(args, &format!("error: [..]`disk/[..]`: {reason}"));
        assert!(!scratch.path(file).exists(), "{file}");
    }
    scratch.dixit(on_the_disk(&["verify"])).gives(0, "no fault in 2 documents, 5 claims[..]", "");
    scratch.dixit(on_the_disk(&["list", "--format", "jsonl"])).gives(0, "{[..]}\n...", "");
    scratch.dixit(on_the_disk(&["checkpoint"])).gives(0, "dixit.log/[..]\n3\n[..]", "");
    scratch.dixit(on_the_disk(&["backup", "-q", "elsewhere.db"])).gives(0, "", "");
    scratch.dixit(["verify", "--db", "elsewhere.db"]).gives(0, "no fault in 2 documents[..]", "");
}

#[test]
fn a_full_disk_loses_nothing_and_can_be_gone_on_with() {
    let Some((scratch, disk)) = stocked() else { return };
    disk.fill();
    nothing_can_be_written(
        &scratch,
        "no room to write to the database `disk/dixit.db`: the disk is full",
        "[..]",
    );
    disk.make_room();
    for args in CHANGES.into_iter().chain(FILES.map(|(args, _)| args)) {
        let output = scratch.dixit(on_the_disk(args)).output();
        assert!(output.status.success(), "{args:?}: {output:?}");
    }
    scratch.dixit(on_the_disk(&["verify"])).gives(0, "no fault in 5 documents, 49 claims[..]\n...", "");
}

#[test]
fn a_read_only_disk_is_read() {
    let Some((scratch, disk)) = stocked() else { return };
    disk.make_read_only();
    nothing_can_be_written(&scratch, "the database `disk/dixit.db` is read-only", "read-only [..]");
}

#[test]
fn a_database_of_an_older_version_stays_as_it_was() {
    let scratch = sample::stocked();
    version_1::age(&scratch);
    let Some(disk) = SmallDisk::mount(&scratch, "2m") else { return };
    fs::copy(scratch.path("dixit.db"), scratch.path("disk/dixit.db")).expect("copied");
    disk.fill();
    let import = on_the_disk(&["import", "-q", "claims"]);
    scratch.dixit(&import).gives(1, "", "error: no room to write to [..]\nhint: [..]");
    disk.make_room();
    let old = fs::read(scratch.path("dixit.db")).expect("read");
    assert!(fs::read(scratch.path("disk/dixit.db")).expect("read") == old, "it was written to");
    scratch.dixit(&import).gives(0, "", "");
    scratch.dixit(on_the_disk(&["verify"])).gives(0, "no fault in 2 documents, 5 claims, [..]", "");
}

#[test]
fn one_document_that_does_not_fit_leaves_room_for_the_next() {
    let scratch = Scratch::new();
    let Some(_disk) = SmallDisk::mount(&scratch, "1m") else { return };
    // Bytes that do not compress: a megabyte does not fit beside what is there.
    let mut state = 1u64;
    let noise: String = (0..1_500_000)
        .map(|_| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            char::from(b'!' + (state >> 33) as u8 % 90)
        })
        .collect();
    scratch.file("a.txt", sample::PORT).file("b.txt", noise).file("c.txt", sample::QUAI);
    // In a language that is not read, so that only storing is put to the test.
    let args = ["ingest", "a.txt", "b.txt", "c.txt", "--db", "disk/dixit.db", "--language", "de"];
    scratch.dixit(args).gives(
        1,
        "3 documents: 2 new, 0 known, 1 failed\n...",
        "error: no room to write to the database `disk/dixit.db`: the disk is full\n\
         hint: make room and run the same again: what was stored before is safe",
    );
    scratch.dixit(["verify", "--db", "disk/dixit.db"]).gives(0, "no fault in 2 documents[..]\n...", "");
}
