//! Round trips of whole definitions, packages of other tools, and hostile ones.

mod arbitrary;
mod edits;
mod foreign;
mod hostile;
mod left_out;
mod round_trip;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::Table;

use super::{Imported, Package, export, import};
use crate::assessment::{Source, example};

/// The text of a shipped assessment, every file of it.
fn shipped(name: &str) -> Source {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assessments")
        .join(name);
    let mut files = Vec::new();
    for part in ["", "scenes", "norms"] {
        for entry in fs::read_dir(folder.join(part)).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "toml") {
                let relative = path
                    .strip_prefix(&folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                files.push((relative, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    Source::new(files)
}

/// The tables of every file.
fn tables(source: &Source) -> BTreeMap<String, Table> {
    let parsed = source.files.iter().map(|(path, text)| {
        let table = text
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        (path.clone(), table)
    });
    parsed.collect()
}

/// The package of a definition, through its archive.
fn exported(source: &Source) -> Package {
    let package = export(source, &[]).unwrap_or_else(|faults| panic!("{}", faults[0]));
    Package::unpack(&package.pack().unwrap()).unwrap()
}

fn imported(package: &Package) -> Imported {
    import(package).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// The package with a text of one of its files replaced by another.
fn edited(package: &Package, path: &str, from: &str, to: &str) -> Package {
    let mut package = package.clone();
    let text = String::from_utf8(package.files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from:?}:\n{text}");
    package
        .files
        .insert(path.to_owned(), text.replace(from, to).into_bytes());
    package
}

/// A package of these files.
fn package(files: &[(&str, &str)]) -> Package {
    let files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    Package {
        files: files.collect(),
    }
}

/// The example with translations, odd names and texts, and keys that nobody has thought of.
fn rich() -> Source {
    let mut source = example::source();
    let outline = file(&mut source, "assessment.toml");
    outline.insert_str(
        0,
        "since = 2026-11-20\n\"odd key\" = [1, [2.5, \"x\"], { a = true }]\n",
    );
    outline.push_str(
        "\n[[section]]\nname = \"judge\"\ntitle = { es = \"Juzgue\" }\njudgements = [\"lane\"]\n",
    );
    file(&mut source, "judgements.toml").push_str(
        "\n[[judgement]]\nname = \"lane\"\nstem = { en = \"You drive.\\n\\n  Then: <stop>\", es = \"Usted maneja.\" }\n\
        [[judgement.option]]\nname = \"shout\"\ntext = { en = \"Shout & honk\" }\nexpert = 2.1\nrationale = \"r\"\n\
        [[judgement.option]]\nname = \"2nd_way\"\ntext = { en = \"Wait\", es = \"Esperar\" }\nexpert = 6\n",
    );
    let decisions = "[[decision]]\nname = \"Step_in\"\nkind = \"act_now\"\nprompt = { en = \"Press.\", es = \"Presione.\" }\n\
        [[decision.moment]]\nname = \"soon\"\nkey = { first-moves = 1 }\n\
        [[decision]]\nname = \"how-sad\"\nkind = \"rate\"\nprompt = { en = \"How sad?\" }\nexpert = { reading-people = 5.5 }\n";
    let queue = file(&mut source, "scenes/queue.toml");
    *queue = queue.replace("[answer]", &format!("{decisions}\n[answer]"));
    source
}

fn file<'a>(source: &'a mut Source, path: &str) -> &'a mut String {
    source.files.get_mut(path).unwrap()
}
