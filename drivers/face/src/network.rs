//! A network that runs: one small trait, two runtimes behind it.
//!
//! ONNX Runtime is two to four times as fast and is used when its library is found at run time; tract is pure Rust
//! and always there. Both run on the caller's thread alone: sessions with threads of their own slow each other
//! down more than they help.

mod onnx_runtime;
mod tract;

use std::fmt;
use std::path::{Path, PathBuf};

use ndarray::{ArrayD, ArrayView4};

use crate::error::Error;
use crate::set::Member;

/// What executes the networks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// ONNX Runtime from this shared library; a process loads one library once and keeps it.
    OnnxRuntime {
        /// The library's path.
        library: PathBuf,
    },
    /// tract, which is part of this program.
    Tract,
}

impl fmt::Display for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnnxRuntime { library } => write!(f, "ONNX Runtime ({})", library.display()),
            Self::Tract => f.write_str("tract"),
        }
    }
}

/// Takes the first library that loads, of `ORT_DYLIB_PATH` and `candidates` (files, or folders that hold
/// `libonnxruntime.so*`), and tract where none does.
pub fn choose_runtime(candidates: &[PathBuf]) -> Runtime {
    let named = std::env::var_os("ORT_DYLIB_PATH").map(PathBuf::from);
    for library in named.iter().chain(candidates).flat_map(|path| libraries(path)) {
        match onnx_runtime::probe(&library) {
            Ok(()) => return Runtime::OnnxRuntime { library },
            Err(reason) => tracing::warn!(library = %library.display(), reason, "ONNX Runtime not usable"),
        }
    }
    Runtime::Tract
}

fn libraries(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let is_library = |p: &PathBuf| {
        let name = p.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("libonnxruntime.so") || name == "libonnxruntime.dylib" || name == "onnxruntime.dll"
    };
    let mut found: Vec<_> = std::fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(is_library)
        .collect();
    found.sort();
    found
}

/// What came out: name and tensor.
pub(crate) type Outputs = Vec<(String, ArrayD<f32>)>;

/// A loaded network; errors are the runtime's own words.
pub(crate) trait Network: Send {
    /// Batch, channels, height and width of the input; `None` where any will do.
    fn input(&self) -> Vec<Option<usize>>;

    /// The names of the outputs.
    fn outputs(&self) -> Vec<String>;

    /// Runs one input through.
    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, String>;
}

/// A loaded network with its name, so that its errors say whose they are.
pub(crate) struct Loaded {
    network: Box<dyn Network>,
    name: String,
    runtime: &'static str,
}

impl Loaded {
    /// Loads `member` under `runtime` and checks the file's inputs and outputs against its manifest.
    pub(crate) fn open(member: &Member, runtime: &Runtime) -> Result<Self, Error> {
        let manifest = &member.manifest;
        let (opened, label) = match runtime {
            Runtime::OnnxRuntime { library } => (onnx_runtime::open(&member.onnx, library), "ONNX Runtime"),
            Runtime::Tract => (tract::open(&member.onnx), "tract"),
        };
        let named = |reason| Error::Runtime { network: manifest.name.clone(), runtime: label, reason };
        let network = opened.map_err(named)?;
        let [width, height] = manifest.input.size.map_or([None; 2], |size| size.map(Some));
        let (expected, got) = (vec![Some(1), Some(3), height, width], network.input());
        if expected != got {
            return Err(manifest.shape_error(format!("input {expected:?}"), format!("{got:?}")));
        }
        let outputs = network.outputs();
        if let Some(absent) = manifest.output.names.iter().find(|name| !outputs.contains(name)) {
            return Err(manifest.shape_error(format!("an output named {absent}"), format!("{outputs:?}")));
        }
        Ok(Self { network, name: manifest.name.clone(), runtime: label })
    }

    pub(crate) fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, Error> {
        self.network.run(input).map_err(|reason| Error::Runtime {
            network: self.name.clone(),
            runtime: self.runtime,
            reason,
        })
    }

    /// Runs one input through and hands back the output `name`, flat, which must hold `length` numbers.
    pub(crate) fn run_for(
        &mut self,
        input: ArrayView4<'_, f32>,
        name: &str,
        length: usize,
    ) -> Result<Vec<f32>, Error> {
        let outputs = self.run(input)?;
        self.output(&outputs, name, length).map(<[f32]>::to_vec)
    }

    /// The output `name` of `outputs`, flat, which must hold `length` numbers.
    pub(crate) fn output<'o>(
        &self,
        outputs: &'o Outputs,
        name: &str,
        length: usize,
    ) -> Result<&'o [f32], Error> {
        let found = outputs.iter().find(|(n, _)| n == name).and_then(|(_, tensor)| tensor.as_slice());
        match found {
            Some(values) if values.len() == length => Ok(values),
            other => Err(Error::Shape {
                network: self.name.clone(),
                expected: format!("{length} numbers in {name}"),
                got: format!("{:?}", other.map(<[f32]>::len)),
            }),
        }
    }
}
