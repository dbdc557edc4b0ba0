//! tract: pure Rust, always there. A plan is made for each size of input and kept.

use std::io::Cursor;
use std::sync::Arc;

use ndarray::ArrayView4;
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::infer::Factoid;
use tract_onnx::tract_hir::internal::DimLike;

use super::{Network, Outputs};

/// A camera's frames and card photos have one size each; more sizes than this mean that plans are not reused.
const PLANS: usize = 4;

struct Tract {
    model: InferenceModel,
    outputs: Vec<String>,
    plans: Vec<([usize; 4], Arc<TypedRunnableModel>)>,
}

pub(super) fn open(onnx: &[u8]) -> Result<Box<dyn Network>, String> {
    let model = read(onnx).map_err(|e| format!("{e:#}"))?;
    let outputs = model.output_outlets().map_err(|e| format!("{e:#}"))?.iter();
    let outputs = outputs.map(|outlet| model.outlet_label(*outlet).unwrap_or_default().to_owned()).collect();
    Ok(Box::new(Tract { model, outputs, plans: Vec::new() }))
}

fn read(onnx: &[u8]) -> TractResult<InferenceModel> {
    // The sizes written into the file are those of its export; the plan works them out for the real input.
    let reader = tract_onnx::onnx().with_ignore_output_shapes(true).with_ignore_value_info(true);
    reader.model_for_read(&mut Cursor::new(onnx))
}

impl Network for Tract {
    fn input(&self) -> Vec<Option<usize>> {
        let Ok(fact) = self.model.input_fact(0) else { return Vec::new() };
        fact.shape.dims().map(|side| side.concretize().and_then(|side| side.to_usize().ok())).collect()
    }

    fn outputs(&self) -> Vec<String> {
        self.outputs.clone()
    }

    fn run(&mut self, input: ArrayView4<'_, f32>) -> Result<Outputs, String> {
        self.run_plan(input).map_err(|e| format!("{e:#}"))
    }
}

impl Tract {
    fn run_plan(&mut self, input: ArrayView4<'_, f32>) -> TractResult<Outputs> {
        let plan = self.plan(input.dim().into())?;
        let values = plan.run(tvec!(Tensor::from(input.to_owned()).into()))?;
        let named = self.outputs.iter().zip(values.iter());
        named
            .map(|(name, value)| Ok((name.clone(), value.to_plain_array_view::<f32>()?.to_owned())))
            .collect()
    }

    fn plan(&mut self, shape: [usize; 4]) -> TractResult<Arc<TypedRunnableModel>> {
        if let Some((_, plan)) = self.plans.iter().find(|(known, _)| *known == shape) {
            return Ok(plan.clone());
        }
        let fact = InferenceFact::dt_shape(f32::datum_type(), shape);
        let plan = self.model.clone().with_input_fact(0, fact)?.into_optimized()?.into_runnable()?;
        if self.plans.len() == PLANS {
            self.plans.remove(0);
        }
        self.plans.push((shape, plan.clone()));
        Ok(plan)
    }
}
