//! Telling a living face from a picture of one: the mean of every liveness network, each with its own crop.
//!
//! One colour frame says little: a borderless print passes about every second time. Several frames are averaged by
//! the decider, and an attendant stays in sight of the kiosk; this is not presentation attack detection in the
//! sense of ISO/IEC 30107-3.

use image::RgbImage;

use crate::error::Error;
use crate::geometry::FaceBox;
use crate::manifest::Crop;
use crate::network::{Loaded, Runtime};
use crate::picture::{self, Region};
use crate::set::Member;

const SIDE: usize = 80;
const CLASSES: usize = 3;

pub(crate) struct Liveness {
    judges: Vec<Judge>,
}

struct Judge {
    network: Loaded,
    output: String,
    live_class: usize,
    enlarge: f32,
}

impl Liveness {
    pub(crate) fn open(members: &[Member], runtime: &Runtime) -> Result<Self, Error> {
        let judges = members.iter().map(|member| Judge::open(member, runtime)).collect::<Result<_, _>>()?;
        Ok(Self { judges })
    }

    /// The probability that `face` is a living person's, 0 to 1.
    pub(crate) fn judge(&mut self, image: &RgbImage, face: &FaceBox) -> Result<f32, Error> {
        let each = self.each(image, face)?;
        Ok(each.iter().sum::<f32>() / each.len() as f32)
    }

    pub(crate) fn each(&mut self, image: &RgbImage, face: &FaceBox) -> Result<Vec<f32>, Error> {
        self.judges.iter_mut().map(|judge| judge.judge(image, face)).collect()
    }
}

impl Judge {
    fn open(member: &Member, runtime: &Runtime) -> Result<Self, Error> {
        let manifest = &member.manifest;
        let (Crop::Box { enlarge }, Some(live_class)) = (&manifest.input.crop, manifest.output.live_class)
        else {
            return Err(manifest.shape_error("crop box, a live class", format!("{:?}", manifest.input.crop)));
        };
        Ok(Self {
            network: Loaded::open(member, runtime)?,
            output: manifest.output.names.first().cloned().unwrap_or_default(),
            live_class,
            enlarge: *enlarge,
        })
    }

    fn judge(&mut self, image: &RgbImage, face: &FaceBox) -> Result<f32, Error> {
        let region = surroundings(face, self.enlarge, image.dimensions());
        let input = picture::stretched(image, region, SIDE);
        let classes = self.network.run_for(input.view(), &self.output, CLASSES)?;
        Ok(classes.get(self.live_class).copied().unwrap_or(0.0).clamp(0.0, 1.0))
    }
}

/// The face box with sides `enlarge` times as long, no longer than the picture's, shifted into the picture.
fn surroundings(face: &FaceBox, enlarge: f32, (width, height): (u32, u32)) -> Region {
    let (most_x, most_y) = ((width - 1) as f32, (height - 1) as f32);
    let enlarge = enlarge.min(most_x / face.width).min(most_y / face.height);
    let centre = face.centre();
    let edges = |centre: f32, side: f32, most: f32| {
        let low = (centre - side / 2.0).clamp(0.0, (most - side).max(0.0));
        (low as u32, (low + side).min(most) as u32)
    };
    let (left, right) = edges(centre.x, face.width * enlarge, most_x);
    let (top, bottom) = edges(centre.y, face.height * enlarge, most_y);
    Region { left, top, right, bottom }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    #[test]
    fn the_surroundings_stay_in_the_picture() {
        let around = |x: f32, y: f32, enlarge: f32| {
            let landmarks = [Point::default(); 5];
            let face = FaceBox { x, y, width: 40.0, height: 50.0, score: 1.0, landmarks };
            surroundings(&face, enlarge, (640, 480))
        };
        for (x, y, enlarge, expected) in [
            (300.0, 200.0, 2.0, (280, 175, 360, 275)),
            (0.0, 0.0, 2.0, (0, 0, 80, 100)),
            (-10.0, -10.0, 2.0, (0, 0, 80, 100)),
            (620.0, 450.0, 2.0, (559, 379, 639, 479)),
            (300.0, 200.0, 40.0, (128, 0, 511, 479)),
        ] {
            let r = around(x, y, enlarge);
            assert_eq!((r.left, r.top, r.right, r.bottom), expected, "{x} {y} ×{enlarge}");
        }
    }
}
