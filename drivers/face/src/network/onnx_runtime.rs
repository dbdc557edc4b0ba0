//! ONNX Runtime, loaded from its shared library: one thread, no spinning, every graph optimisation.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use ndarray::ArrayView4;
use ort::environment::Environment;
use ort::session::Session;
use ort::session::builder::GraphOptimizationLevel;
use ort::value::TensorRef;

use super::{Network, Outputs};

/// ONNX Runtime allows one environment in a process; it lives as long as the process.
static ENVIRONMENT: Mutex<Option<Environment>> = Mutex::new(None);

struct OnnxRuntime {
    session: Session,
}

/// Says whether the library at `path` can be loaded and is new enough.
pub(super) fn probe(path: &Path) -> Result<(), String> {
    ort::init_from(path).map(drop).map_err(|e| e.to_string())
}

pub(super) fn open(onnx: &[u8], library: &Path) -> Result<Box<dyn Network>, String> {
    let session = session(&environment(library)?, onnx).map_err(|e| e.to_string())?;
    Ok(Box::new(OnnxRuntime { session }))
}

fn environment(library: &Path) -> Result<Environment, String> {
    let mut shared = ENVIRONMENT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(environment) = shared.as_ref() {
        return Ok(environment.clone());
    }
    let environment =
        ort::init_from(library).map_err(|e| e.to_string())?.build().map_err(|e| e.to_string())?;
    Ok(shared.insert(environment).clone())
}

/// A kiosk is idle most of the day, and what an arena keeps nobody overwrites: memory goes back after each picture. It is had
/// as one block for all that lies between input and output, planned at the first picture of a size, and not tensor by tensor.
fn session(environment: &Environment, onnx: &[u8]) -> ort::Result<Session> {
    Session::builder(environment)?
        .with_execution_providers([ort::ep::CPU::default().with_arena_allocator(false).build()])?
        .with_memory_pattern(true)?
        .with_intra_threads(1)?
        .with_intra_op_spinning(false)?
        .with_optimization_level(GraphOptimizationLevel::All)?
        .commit_from_memory(onnx)
}

impl Network for OnnxRuntime {
    fn input(&self) -> Vec<Option<usize>> {
        let shape = self.session.inputs().first().and_then(|input| input.dtype().tensor_shape());
        shape.into_iter().flat_map(|shape| shape.iter()).map(|side| usize::try_from(*side).ok()).collect()
    }

    fn outputs(&self) -> Vec<String> {
        self.session.outputs().iter().map(|output| output.name().to_owned()).collect()
    }

    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, String> {
        self.run_session(input).map_err(|e| e.to_string())
    }
}

impl OnnxRuntime {
    fn run_session(&mut self, input: ArrayView4<'_, f32>) -> ort::Result<Outputs> {
        let outputs = self.session.run(ort::inputs![TensorRef::from_array_view(input)?])?;
        outputs
            .iter()
            .map(|(name, value)| Ok((name.to_owned(), value.try_extract_array::<f32>()?.to_owned())))
            .collect()
    }
}
