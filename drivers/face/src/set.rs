//! The networks of one kiosk: chosen by purpose, found on disk, and equal to their manifests to the bit.

use std::fmt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::manifest::{Manifest, Purpose, Task};

/// One network to find faces, one to embed them, and one or more to judge liveness.
pub struct NetworkSet {
    pub(crate) purpose: Purpose,
    pub(crate) detect: Member,
    pub(crate) embed: Member,
    pub(crate) liveness: Vec<Member>,
}

/// A manifest with the file that it names; the file is held so that what was checked is what runs.
pub(crate) struct Member {
    pub(crate) manifest: Manifest,
    pub(crate) onnx: Vec<u8>,
}

impl NetworkSet {
    /// Reads `models_dir/*/manifest.toml` and loads the networks for `purpose`.
    ///
    /// A file is looked for beside its manifest, then in `files_dirs`. Where several networks could do a task, the
    /// first by folder name whose file is there does it; liveness takes all of them. A rehearsal prefers rehearsal
    /// networks.
    ///
    /// # Errors
    /// [`Error::NoNetwork`], [`Error::FileMissing`], [`Error::RehearsalNetwork`] in production,
    /// [`Error::Sha256`], [`Error::Shape`], and what reading files can bring.
    pub fn find(models_dir: &Path, files_dirs: &[PathBuf], purpose: Purpose) -> Result<Self, Error> {
        let shelf = Shelf::read(models_dir, files_dirs)?;
        Ok(Self {
            purpose,
            detect: shelf.first(Task::Detect, purpose)?,
            embed: shelf.first(Task::Embed, purpose)?,
            liveness: shelf.all(Task::Liveness, purpose)?,
        })
    }

    /// The checked file of the network that finds or embeds faces; empty for [`Task::Liveness`], which takes several.
    pub fn file(&self, task: Task) -> &[u8] {
        match task {
            Task::Detect => &self.detect.onnx,
            Task::Embed => &self.embed.onnx,
            Task::Liveness => &[],
        }
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = &Member> {
        [&self.detect, &self.embed].into_iter().chain(&self.liveness)
    }
}

impl fmt::Debug for NetworkSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.members().map(|member| &member.manifest.name)).finish()
    }
}

/// Every manifest under the models folder, with where its file may lie.
struct Shelf<'a> {
    models: &'a Path,
    entries: Vec<Entry>,
}

struct Entry {
    manifest: Manifest,
    looked_in: Vec<PathBuf>,
}

/// The folders under `models` that hold a manifest, in order of name.
pub(crate) fn folders(models: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Unreadable { path: models.to_owned(), source };
    let entries = std::fs::read_dir(models).map_err(unreadable)?;
    let paths: Result<Vec<_>, _> = entries.map(|entry| entry.map(|e| e.path())).collect();
    let mut folders = paths.map_err(unreadable)?;
    folders.retain(|folder| folder.join("manifest.toml").is_file());
    folders.sort();
    Ok(folders)
}

impl<'a> Shelf<'a> {
    fn read(models: &'a Path, files_dirs: &[PathBuf]) -> Result<Self, Error> {
        let folders = folders(models)?;
        let entries = folders.into_iter().map(|folder| {
            let manifest = Manifest::read(&folder.join("manifest.toml"))?;
            let looked_in = std::iter::once(folder).chain(files_dirs.iter().cloned()).collect();
            Ok(Entry { manifest, looked_in })
        });
        Ok(Self { models, entries: entries.collect::<Result<_, Error>>()? })
    }

    fn first(&self, task: Task, purpose: Purpose) -> Result<Member, Error> {
        let candidates = self.candidates(task, purpose)?;
        let chosen = candidates.iter().find(|entry| entry.path().is_some()).unwrap_or(&candidates[0]);
        chosen.load(purpose)
    }

    fn all(&self, task: Task, purpose: Purpose) -> Result<Vec<Member>, Error> {
        let candidates = self.candidates(task, purpose)?;
        let present: Vec<_> = candidates.iter().filter(|entry| entry.path().is_some()).collect();
        if present.is_empty() {
            return Err(candidates[0].missing());
        }
        present.into_iter().map(|entry| entry.load(purpose)).collect()
    }

    /// The networks that may do `task`; never none.
    fn candidates(&self, task: Task, purpose: Purpose) -> Result<Vec<&Entry>, Error> {
        let (drawn, real): (Vec<_>, Vec<_>) = self
            .entries
            .iter()
            .filter(|entry| entry.manifest.task == task && !entry.manifest.untried)
            .partition(|entry| entry.manifest.rehearsal);
        let rehearse = purpose == Purpose::Rehearsal && drawn.iter().any(|entry| entry.path().is_some());
        match (rehearse, real.is_empty(), drawn.first()) {
            (true, ..) => Ok(drawn),
            (false, false, _) => Ok(real),
            (false, true, None) => Err(Error::NoNetwork { task, models: self.models.to_owned() }),
            (false, true, Some(only)) if purpose == Purpose::Rehearsal => Err(only.missing()),
            (false, true, Some(only)) => {
                Err(Error::RehearsalNetwork { network: only.manifest.name.clone(), task })
            }
        }
    }
}

impl Entry {
    fn path(&self) -> Option<PathBuf> {
        self.looked_in.iter().map(|folder| folder.join(&self.manifest.file)).find(|path| path.is_file())
    }

    fn missing(&self) -> Error {
        Error::FileMissing {
            network: self.manifest.name.clone(),
            file: self.manifest.file.clone(),
            looked_in: self.looked_in.clone(),
        }
    }

    fn load(&self, purpose: Purpose) -> Result<Member, Error> {
        let path = self.path().ok_or_else(|| self.missing())?;
        let onnx = std::fs::read(&path).map_err(|source| Error::Unreadable { path, source })?;
        let got = hex::encode(Sha256::digest(&onnx));
        let expected = self.manifest.sha256.to_ascii_lowercase();
        if got != expected {
            return Err(Error::Sha256 { network: self.manifest.name.clone(), expected, got });
        }
        self.manifest.operating_point(purpose)?;
        Ok(Member { manifest: self.manifest.clone(), onnx })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::OperatingPoint;
    use crate::network::Runtime;

    /// What a broken or unfit models folder is made of.
    #[derive(Clone, Copy)]
    struct Network {
        task: &'static str,
        rehearsal: bool,
        subjects: &'static str,
        file: Option<&'static [u8]>,
        hash_of: &'static [u8],
        edit: (&'static str, &'static str),
    }

    /// What is changed in a good folder, and how the error then begins.
    type Row<'a> = (&'a dyn Fn(&mut Network), &'a str);

    const FILE: &[u8] = b"not a network";

    fn network(task: &'static str) -> Network {
        Network {
            task,
            rehearsal: false,
            subjects: "living",
            file: Some(FILE),
            hash_of: FILE,
            edit: ("", ""),
        }
    }

    fn lay_out(networks: &[Network]) -> tempfile::TempDir {
        let models = tempfile::tempdir().unwrap();
        for (i, network) in networks.iter().enumerate() {
            let folder = models.path().join(format!("{}_{i}", network.task));
            std::fs::create_dir(&folder).unwrap();
            std::fs::write(folder.join("manifest.toml"), manifest(network)).unwrap();
            if let Some(bytes) = network.file {
                std::fs::write(folder.join("net.onnx"), bytes).unwrap();
            }
        }
        models
    }

    fn manifest(network: &Network) -> String {
        let Network { task, rehearsal, subjects, .. } = network;
        let digest = hex::encode(Sha256::digest(network.hash_of));
        let (input, output) = match *task {
            "detect" => {
                let names: Vec<String> = (0..12).map(|i| format!("out_{i}")).collect();
                ("multiple_of = 32\ncrop = \"frame\"".to_owned(), format!("names = {names:?}"))
            }
            "embed" => {
                let template = "[[0.3, 0.4], [0.7, 0.4], [0.5, 0.6], [0.3, 0.8], [0.7, 0.8]]";
                let input = format!("size = [128, 128]\ncrop = \"landmarks\"\ntemplate = {template}");
                (input, "names = [\"embedding\"]\nlength = 256".to_owned())
            }
            _ => {
                let input = "size = [80, 80]\ncrop = \"box\"\nenlarge = 2.7".to_owned();
                (input, "names = [\"prob\"]\nclasses = 3\nlive_class = 1".to_owned())
            }
        };
        format!(
            "name = \"{task}-net\"\ntask = \"{task}\"\nfile = \"net.onnx\"\nsha256 = \"{digest}\"\n\
             rehearsal = {rehearsal}\n[input]\nname = \"input\"\ncolour = \"BGR\"\nscale = [0, 255]\n{input}\n\
             [output]\n{output}\n[[operating_point]]\nsubjects = \"{subjects}\"\nthreshold = 0.5\n\
             measured_on = \"nothing\"\n"
        )
        .replace(network.edit.0, network.edit.1)
    }

    fn complete() -> Vec<Network> {
        ["detect", "embed", "liveness"].map(network).to_vec()
    }

    fn find(networks: &[Network], purpose: Purpose) -> Result<NetworkSet, Error> {
        NetworkSet::find(lay_out(networks).path(), &[], purpose)
    }

    #[test]
    fn a_network_that_is_not_its_manifest_is_refused_by_name() {
        let with = |change: &dyn Fn(&mut Network)| {
            let mut networks = complete();
            change(&mut networks[1]);
            find(&networks, Purpose::Production).unwrap_err()
        };
        let rows: &[Row<'_>] = &[
            (&|n| n.hash_of = b"another", "network embed-net: SHA-256 expected "),
            (&|n| n.file = None, "network embed-net: net.onnx not found"),
            (
                &|n| n.rehearsal = true,
                "network embed-net (task embed) is for rehearsals with drawn people only",
            ),
            (&|n| n.subjects = "drawn", "network embed-net: no operating point for living people"),
            (
                &|n| n.edit = ("[128, 128]", "[112, 112]"),
                "network embed-net: expected crop landmarks, size 128x128",
            ),
            (&|n| n.edit = ("length = 256", "length = 512"), "network embed-net: expected crop landmarks"),
            (&|n| n.edit = ("BGR", "RGB"), "network embed-net: expected BGR [0, 255], got RGB"),
            (
                &|n| n.edit = ("[0, 255]", "[0, 1]"),
                "network embed-net: expected BGR [0, 255], got BGR [0.0, 1.0]",
            ),
            (&|n| n.task = "detect", "no network for the task embed"),
        ];
        for (change, expected) in rows {
            let got = with(change).to_string();
            assert!(got.starts_with(expected), "{got}, expected {expected}");
        }
    }

    #[test]
    fn a_manifest_that_does_not_parse_is_an_error_with_its_path() {
        let models = lay_out(&complete());
        std::fs::write(models.path().join("embed_1/manifest.toml"), "name = ").unwrap();
        let error = NetworkSet::find(models.path(), &[], Purpose::Production).unwrap_err();
        assert!(
            matches!(&error, Error::Manifest { path, .. } if path.ends_with("embed_1/manifest.toml")),
            "{error}"
        );
        let absent = NetworkSet::find(&models.path().join("absent"), &[], Purpose::Production);
        assert!(matches!(absent, Err(Error::Unreadable { .. })));
    }

    #[test]
    fn a_rehearsal_prefers_drawn_networks_and_production_never_takes_them() {
        let mut networks = complete();
        networks.push(Network { rehearsal: true, subjects: "drawn", ..network("embed") });
        let chosen = |purpose| find(&networks, purpose).unwrap().embed.manifest.rehearsal;
        assert!(chosen(Purpose::Rehearsal));
        assert!(!chosen(Purpose::Production));
    }

    #[test]
    fn a_file_is_found_in_the_second_place_and_all_liveness_networks_are_taken() {
        let mut networks = complete();
        networks[0].file = None;
        networks.push(network("liveness"));
        let elsewhere = tempfile::tempdir().unwrap();
        std::fs::write(elsewhere.path().join("net.onnx"), FILE).unwrap();
        let models = lay_out(&networks);
        let set =
            NetworkSet::find(models.path(), &[elsewhere.path().to_owned()], Purpose::Production).unwrap();
        assert_eq!(set.liveness.len(), 2);
    }

    #[test]
    fn bytes_that_are_no_network_do_not_load() {
        let set = find(&complete(), Purpose::Production).unwrap();
        let error = crate::Engine::load(&set, Runtime::Tract).err().unwrap();
        assert!(matches!(error, Error::Runtime { runtime: "tract", .. }), "{error}");
        let library = "/nowhere/libonnxruntime.so".into();
        let error = crate::Engine::load(&set, Runtime::OnnxRuntime { library }).err().unwrap();
        assert!(matches!(error, Error::Runtime { runtime: "ONNX Runtime", .. }), "{error}");
    }

    #[test]
    fn the_manifests_of_this_project_are_read() {
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
        let shelf = Shelf::read(&models, &[]).unwrap();
        for task in [Task::Detect, Task::Embed, Task::Liveness] {
            let real = shelf.candidates(task, Purpose::Production).unwrap();
            assert!(real.iter().all(|entry| !entry.manifest.rehearsal), "{task}");
            let point: &OperatingPoint = real[0].manifest.operating_point(Purpose::Production).unwrap();
            assert!((0.0..1.0).contains(&point.threshold), "{task}");
        }
    }
}
