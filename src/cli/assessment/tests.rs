//! Export and import through files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tempfile::TempDir;

use super::export::Export;
use super::import::Import;
use crate::app::publish::read_source;
use crate::assessment::qti::Package;
use crate::assessment::{example, parse};

/// The example in the folder `assessments/example` of a project, with a film.
fn project() -> TempDir {
    let project = TempDir::new().unwrap();
    for (path, text) in example::source().files {
        let file = project.path().join("assessments/example").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    fs::create_dir_all(project.path().join("media/scenes/queue")).unwrap();
    fs::write(
        project.path().join("media/scenes/queue/poster.jpg"),
        "a picture",
    )
    .unwrap();
    project
}

fn exported(project: &TempDir) -> PathBuf {
    let package = project.path().join("out.zip");
    let export = Export {
        assessment: project.path().join("assessments/example"),
        qti: package.clone(),
        with_media: true,
        replace: false,
    };
    export.run().unwrap();
    package
}

fn import_into(package: &Path, into: &Path, replace: bool) -> anyhow::Result<ExitCode> {
    let import = Import {
        package: package.to_owned(),
        into: into.to_owned(),
        replace,
    };
    import.run()
}

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(files(&path));
        } else {
            found.insert(path);
        }
    }
    found
}

#[test]
fn an_assessment_comes_back_from_its_package_with_its_media() {
    let project = project();
    let into = project.path().join("assessments/copy");
    import_into(&exported(&project), &into, false).unwrap();
    let copy = parse(&read_source(&into).unwrap()).unwrap();
    assert!(copy == example::example().1, "the copy differs");
    let poster = into.join("media/scenes/queue/poster.jpg");
    assert_eq!(fs::read_to_string(poster).unwrap(), "a picture");
}

#[test]
fn nothing_is_written_over_unless_it_is_wished() {
    let project = project();
    let package = exported(&project);
    let into = project.path().join("copy");
    fs::create_dir_all(&into).unwrap();
    fs::write(into.join("tasks.toml"), "mine").unwrap();
    let refusal = import_into(&package, &into, false).unwrap_err().to_string();
    assert!(
        refusal.contains("tasks.toml") && refusal.contains("--replace"),
        "{refusal}"
    );
    assert_eq!(files(&into).len(), 1);
    import_into(&package, &into, true).unwrap();
    assert_ne!(fs::read_to_string(into.join("tasks.toml")).unwrap(), "mine");
    let again = Export {
        assessment: project.path().join("assessments/example"),
        qti: package,
        with_media: false,
        replace: false,
    };
    assert!(again.run().unwrap_err().to_string().contains("--replace"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let project = project();
    let package = exported(&project);
    let outside = TempDir::new().unwrap();
    for link in ["scenes", "tasks.toml"] {
        let into = project.path().join(format!("copy-{link}"));
        fs::create_dir_all(&into).unwrap();
        std::os::unix::fs::symlink(outside.path(), into.join(link)).unwrap();
        let refusal = import_into(&package, &into, true).unwrap_err().to_string();
        assert!(refusal.contains("is a link"), "{refusal}");
        assert_eq!(files(&into).len(), 1, "{link}");
    }
    assert!(files(outside.path()).is_empty());
}

#[test]
fn a_package_that_cannot_be_read_leaves_no_folder() {
    let project = project();
    let package = project.path().join("broken.zip");
    fs::write(&package, "no archive").unwrap();
    let into = project.path().join("copy");
    assert!(import_into(&package, &into, false).is_err());
    assert!(!into.exists());
}

#[test]
fn a_name_too_long_a_leftover_and_a_folder_in_the_way_stop_an_import_before_it_begins() {
    let project = project();
    let package = exported(&project);
    let into = project.path().join("copy");
    fs::create_dir_all(&into).unwrap();
    fs::write(into.join("tasks.toml.new"), "half").unwrap();
    for replace in [false, true] {
        let refusal = import_into(&package, &into, replace).unwrap_err();
        let refusal = refusal.to_string();
        assert!(
            refusal.contains("tasks.toml.new") && refusal.contains("Remove it"),
            "{refusal}"
        );
        assert_eq!(files(&into).len(), 1);
    }
    let good = Package::unpack(&fs::read(&package).unwrap()).unwrap();
    for paths in [
        &["a.mp4", "a.mp4/b.mp4"][..],
        &["scenes/queue.toml/b.mp4"],
        &["A/b.mp4/c.mp4", "a/B.MP4"],
    ] {
        let mut changed = good.clone();
        for path in paths {
            changed.files.insert((*path).to_owned(), b"film".to_vec());
        }
        fs::write(&package, changed.pack().unwrap()).unwrap();
        let into = project.path().join("another");
        let refusal = import_into(&package, &into, true).unwrap_err().to_string();
        assert!(refusal.contains("nothing was written"), "{refusal}");
        assert!(!into.exists(), "{paths:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_import_that_cannot_be_finished_leaves_nothing() {
    let project = project();
    let package = exported(&project);
    let into = project.path().join("copy");
    fs::write(&into, "a file").unwrap();
    assert!(import_into(&package, &into, true).is_err());
    assert_eq!(fs::read_to_string(&into).unwrap(), "a file");
    // Longer than a whole path may be, though none of its parts is.
    let deep = (0..60).fold(project.path().to_owned(), |path, _| {
        path.join("x".repeat(100))
    });
    assert!(import_into(&package, &deep, false).is_err());
    assert!(!project.path().join("x".repeat(100)).exists());
}

#[test]
fn a_file_of_the_definition_that_the_package_does_not_have_goes_only_where_it_is_wished() {
    let project = project();
    let package = exported(&project);
    let into = project.path().join("copy");
    import_into(&package, &into, false).unwrap();
    fs::remove_file(into.join("tasks.toml")).unwrap();
    for path in ["scenes/old.toml", "scenes/notes.md", "README.md"] {
        fs::write(into.join(path), "mine").unwrap();
    }
    let into_empty = project.path().join("old");
    fs::create_dir_all(into_empty.join("scenes")).unwrap();
    fs::write(into_empty.join("scenes/old.toml"), "mine").unwrap();
    let refusal = import_into(&package, &into_empty, false).unwrap_err();
    let refusal = refusal.to_string();
    assert!(
        refusal.contains("old.toml") && refusal.contains("--replace"),
        "{refusal}"
    );
    import_into(&package, &into, true).unwrap();
    assert!(!into.join("scenes/old.toml").exists());
    assert!(into.join("tasks.toml").exists());
    for path in ["scenes/notes.md", "README.md"] {
        assert_eq!(fs::read_to_string(into.join(path)).unwrap(), "mine");
    }
    let copy = parse(&read_source(&into).unwrap()).unwrap();
    assert!(copy == example::example().1, "two assessments are mixed");
}

#[cfg(unix)]
#[test]
fn an_export_reads_no_file_but_media_and_writes_through_no_link() {
    let project = project();
    let outside = project.path().join("secret.jpg");
    fs::write(&outside, "secret").unwrap();
    let scene = project
        .path()
        .join("assessments/example/scenes/practice.toml");
    let text = fs::read_to_string(&scene).unwrap();
    for path in [
        "/dev/zero",
        "secret.jpg",
        "../secret.jpg",
        "media/../secret.jpg",
    ] {
        let poster = format!("odd = {{ path = \"{path}\", media_type = \"image/jpeg\" }}\n");
        fs::write(&scene, format!("{poster}{text}")).unwrap();
        let package = exported(&project);
        let bytes = fs::read(&package).unwrap();
        let files = Package::unpack(&bytes).unwrap().files;
        assert!(
            !files.values().any(|bytes| bytes == b"secret"),
            "{path} was read"
        );
        fs::remove_file(package).unwrap();
    }
    let package = project.path().join("out.zip");
    std::os::unix::fs::symlink(project.path().join("elsewhere"), &package).unwrap();
    let export = Export {
        assessment: project.path().join("assessments/example"),
        qti: package.clone(),
        with_media: true,
        replace: false,
    };
    assert!(export.run().unwrap_err().to_string().contains("--replace"));
    let export = Export {
        assessment: project.path().join("assessments/example"),
        qti: package.clone(),
        with_media: true,
        replace: true,
    };
    export.run().unwrap();
    assert!(!project.path().join("elsewhere").exists());
    assert!(!package.is_symlink());
}
