//! The real networks on the evaluation set, where both are at hand; `ORT_DYLIB_PATH` or `target/onnxruntime` names
//! ONNX Runtime.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use image::DynamicImage;

use super::*;
use crate::Normalisation;
use crate::network::choose_runtime;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn evaluation() -> PathBuf {
    root().join("../shared")
}

fn present(path: &Path) -> bool {
    let there = path.exists();
    if !there {
        println!("skipped: {} is missing", path.display());
    }
    there
}

/// The engines that can be had here, by the name of their runtime.
fn engines() -> Vec<(&'static str, Engine)> {
    let files = evaluation().join("models");
    if !present(&files) || !present(&evaluation().join("faces")) {
        return Vec::new();
    }
    let set = NetworkSet::find(&root().join("models"), &[files], Purpose::Production).unwrap();
    let mut engines = vec![("tract", Engine::load(&set, Runtime::Tract).unwrap())];
    match choose_runtime(&[root().join("target/onnxruntime")]) {
        Runtime::Tract => println!("skipped: ONNX Runtime is missing"),
        runtime => engines.push(("ONNX Runtime", Engine::load(&set, runtime).unwrap())),
    }
    engines
}

fn frame(id: &str) -> RgbImage {
    image::open(evaluation().join(format!("faces/london/frame/{id}.jpg"))).unwrap().into_rgb8()
}

fn card(id: &str, kind: &str) -> RgbImage {
    let bytes = std::fs::read(evaluation().join(format!("faces/london/card/{id}_{kind}.jp2"))).unwrap();
    let photo = hayro_jpeg2000::Image::new(&bytes, &hayro_jpeg2000::DecodeSettings::default()).unwrap();
    let (width, height) = (photo.width(), photo.height());
    let mut context = hayro_jpeg2000::DecoderContext::default();
    let samples = photo.decode(&mut context).unwrap().data_u8();
    match kind {
        "gray" => {
            let grey = GrayImage::from_raw(width, height, samples).unwrap();
            DynamicImage::ImageLuma8(grey).into_rgb8()
        }
        _ => RgbImage::from_raw(width, height, samples).unwrap(),
    }
}

/// The golden values by person and column.
fn expected() -> BTreeMap<String, BTreeMap<String, f32>> {
    let text = std::fs::read_to_string(evaluation().join("faces/london/expected.csv")).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let row = |fields: Vec<String>| {
        let values = fields[1..].iter().map(|value| value.parse().unwrap());
        (fields[0].clone(), header[1..].iter().cloned().zip(values).collect())
    };
    lines.map(row).collect()
}

fn check(what: &str, got: f32, expected: f32, tolerance: f32) {
    assert!((got - expected).abs() <= tolerance, "{what}: got {got}, expected {expected} ± {tolerance}");
}

#[test]
fn the_golden_values_come_out_under_every_runtime() {
    for (runtime, mut engine) in engines() {
        let expected = expected();
        for (id, golden) in expected.iter().step_by(4) {
            let frame = frame(id);
            let face = engine.detector.detect(&frame, 640).unwrap()[0];
            let named = |what: &str| format!("{runtime} {id} {what}");
            for (column, got) in [
                ("frame_x", face.x),
                ("frame_y", face.y),
                ("frame_w", face.width),
                ("frame_h", face.height),
                ("re_x", face.landmarks[0].x),
                ("le_y", face.landmarks[1].y),
                ("no_x", face.landmarks[2].x),
                ("lm_y", face.landmarks[4].y),
            ] {
                check(&named(column), got, golden[column], 1.0);
            }
            let live = engine.liveness.each(&frame, &face).unwrap();
            for (column, got) in [("pad_v1se_live", live[0]), ("pad_v2_live", live[1])] {
                // Between yes and no, these networks answer the last bit of the JPEG decoder.
                let decisive = !(0.01..0.99).contains(&golden[column]);
                check(&named(column), got, golden[column], if decisive { 0.02 } else { 0.15 });
            }
            let aligned = engine.embedder.align(&frame, &face.landmarks).unwrap();
            let template = engine.embedder.embed(&aligned).unwrap();
            (0..4).for_each(|i| check(&named("e"), template.values()[i], golden[&*format!("e{i}")], 0.01));
            for (kind, column) in [("rgb", "cos_card_rgb"), ("gray", "cos_card_gray")] {
                let card = card(id, kind);
                let on_card = engine.detector.detect(&card, 640).unwrap()[0];
                let cosine = template.similarity(&engine.raw_template(&card, &on_card.landmarks).unwrap());
                check(&named(column), cosine, golden[column], 0.01);
            }
        }
    }
}

#[test]
fn a_living_face_and_two_pictures_are_told_apart() {
    for (runtime, mut engine) in engines() {
        for (sample, expected) in [("T1", 1.0), ("F1", 0.229), ("F2", 0.002)] {
            let path = evaluation().join(format!("faces/spoof/image_{sample}.jpg"));
            let upright = image::imageops::rotate90(&image::open(path).unwrap().into_rgb8()); // as its EXIF says
            let face = engine.detector.detect(&upright, 640).unwrap()[0];
            let live = engine.liveness.judge(&upright, &face).unwrap();
            check(&format!("{runtime} {sample}"), live, expected, 0.03);
        }
    }
}

#[test]
fn a_patient_is_accepted_a_stranger_and_a_covered_face_are_not() {
    let Some((_, mut engine)) = engines().pop() else { return };
    let patient = engine.card_template(&DynamicImage::ImageRgb8(card("003", "gray")).into_luma8()).unwrap();
    let (own, other) = (frame("003"), frame("016"));
    let mut verdict = |picture: &RgbImage| {
        let mut decider = crate::Decider::new(engine.policy());
        let mut push = || decider.push(&engine.observe(picture, Some(&patient)).unwrap());
        (0..80).map(|_| push()).last().unwrap()
    };
    assert!(matches!(verdict(&own), crate::Verdict::Accepted { similarity, .. } if similarity > 0.85));
    assert_eq!(verdict(&other), crate::Verdict::Rejected(crate::Reason::OtherPerson));
    let face = engine.observe(&other, None).unwrap().face.unwrap();
    let observed = engine.observe(&masked(&other, &face), Some(&patient)).unwrap();
    assert_eq!(observed.guidance, Guidance::MaskSuspected);
}

/// Paints a light blue rectangle from under the nose to the chin.
fn masked(picture: &RgbImage, face: &FaceBox) -> RgbImage {
    let (nose, mouth, eyes) = (face.landmarks[2], face.landmarks[3], face.eye_distance());
    image::RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let across = (x as f32 - nose.x).abs() < eyes * 0.9;
        let down = (nose.y..mouth.y + eyes * 0.7).contains(&(y as f32));
        if across && down { image::Rgb([160, 200, 225]) } else { *picture.get_pixel(x, y) }
    })
}

/// Turns the picture about its middle.
fn tilted(picture: &RgbImage, degrees: f32) -> RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    RgbImage::from_fn(640, 480, |x, y| {
        let (dx, dy) = (x as f32 - 320.0, y as f32 - 240.0);
        let from = (320.0 + cos * dx - sin * dy, 240.0 + sin * dx + cos * dy);
        picture.get_pixel_checked(from.0 as u32, from.1 as u32).copied().unwrap_or(image::Rgb([0; 3]))
    })
}

#[test]
fn the_measured_stages_are_the_way_of_a_visit() {
    for (runtime, mut engine) in engines() {
        let photo = DynamicImage::ImageRgb8(card("003", "gray")).into_luma8();
        let template = engine.card_template(&photo).unwrap();
        let seen = engine.observe(&frame("003"), Some(&template)).unwrap().similarity.unwrap();
        let mut stages = Vec::new();
        let measured = engine.similarity(&photo, &frame("003"), &mut |stage| stages.push(stage)).unwrap();
        check(runtime, measured, seen, 1e-6);
        assert_eq!(stages, [Stage::FindOnPhoto, Stage::EmbedPhoto, Stage::FindInFrame, Stage::EmbedFrame]);
    }
}

#[test]
fn every_other_frame_is_compared_without_its_colours() {
    for (runtime, mut engine) in engines() {
        let photo = DynamicImage::ImageRgb8(card("003", "gray")).into_luma8();
        let patient = engine.card_template(&photo).unwrap();
        let coloured = frame("003");
        let grey = DynamicImage::ImageRgb8(coloured.clone()).into_luma8();
        let mut scores = |picture: &RgbImage| {
            [0; 4].map(|_| engine.observe(picture, Some(&patient)).unwrap().similarity.unwrap())
        };
        let [first, second, third, fourth] = scores(&coloured);
        assert!(
            first == third && second == fourth && (first - second).abs() > 0.005,
            "{runtime}: {first}, {second}"
        );
        let [in_colour, without, ..] = scores(&DynamicImage::ImageLuma8(grey).into_rgb8());
        check(runtime, in_colour, without, 0.005);
    }
}

#[test]
fn no_cooperative_holder_is_refused_in_colour_or_without() {
    let Some((_, mut engine)) = engines().pop() else { return };
    for id in expected().keys() {
        let photo = DynamicImage::ImageRgb8(card(id, "gray")).into_luma8();
        let (patient, portrait) = (engine.card_template(&photo).unwrap(), frame(id));
        for _ in 0..2 {
            let score = engine.observe(&portrait, Some(&patient)).unwrap().similarity.unwrap();
            assert!(score >= engine.policy().threshold, "{id}: {score}");
        }
    }
}

#[test]
fn each_fault_of_a_frame_has_its_own_words() {
    let Some((_, mut engine)) = engines().pop() else { return };
    let good = frame("003");
    let gain = |by: f32| {
        let mut picture = good.clone();
        picture.pixels_mut().for_each(|pixel| pixel.0 = pixel.0.map(|v| (f32::from(v) * by) as u8));
        picture
    };
    let face = engine.observe(&good, None).unwrap().face.unwrap();
    let shrunk = image::imageops::thumbnail(&good, 240, 180);
    let mut far = RgbImage::new(640, 480);
    image::imageops::replace(&mut far, &shrunk, 200, 150);
    let mut two = RgbImage::new(1280, 480);
    image::imageops::replace(&mut two, &good, 0, 0);
    image::imageops::replace(&mut two, &frame("016"), 640, 0);
    let mut aside = RgbImage::new(640, 480);
    image::imageops::replace(&mut aside, &good, 230, 0);
    for (picture, expected) in [
        (good.clone(), "Ready"),
        (RgbImage::new(640, 480), "NoFace"),
        (far, "TooFar"),
        (two, "SeveralFaces"),
        (aside, "OffCentre"),
        (gain(0.12), "TooDark"),
        (before_a_window(&gain(0.35), &face), "Backlit"),
        (blindfolded(&good, &face), "EyesHidden"),
        (image::imageops::blur(&good, 4.0), "Blurred"),
        (tilted(&good, -40.0), "TurnToCamera"),
    ] {
        let got = format!("{:?}", engine.observe(&picture, None).unwrap().guidance);
        assert!(got.starts_with(expected), "{got}, expected {expected}");
    }
}

/// Everything beside and above the face is as bright as a window.
fn before_a_window(picture: &RgbImage, face: &FaceBox) -> RgbImage {
    let (left, right) = (face.x - 0.3 * face.width, face.x + 1.3 * face.width);
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let beside = !(left..right).contains(&(x as f32)) || (y as f32) < face.y - 0.4 * face.height;
        if beside { image::Rgb([245; 3]) } else { *picture.get_pixel(x, y) }
    })
}

/// Paints dark glasses over both eyes.
fn blindfolded(picture: &RgbImage, face: &FaceBox) -> RgbImage {
    let ([right, left, ..], eyes) = (face.landmarks, face.eye_distance());
    let mut painted = picture.clone();
    for (x, y, pixel) in painted.enumerate_pixels_mut() {
        let across = (right.x - 0.35 * eyes..left.x + 0.35 * eyes).contains(&(x as f32));
        if across && (y as f32 - (right.y + left.y) / 2.0).abs() < 0.25 * eyes {
            *pixel = image::Rgb([40, 38, 42]);
        }
    }
    painted
}

#[test]
fn a_card_photo_is_judged_as_a_frame_is() {
    let Some((_, mut engine)) = engines().pop() else { return };
    let good = DynamicImage::ImageRgb8(card("003", "gray")).into_luma8();
    assert!(engine.card_template(&good).is_ok());
    let night =
        GrayImage::from_fn(good.width(), good.height(), |x, y| image::Luma([good.get_pixel(x, y)[0] / 12]));
    for (photo, expected) in [(image::imageops::blur(&good, 4.0), "Blurred"), (night, "TooDark")] {
        let refused = engine.card_template(&photo).unwrap_err();
        assert!(refused.to_string().contains(expected), "{refused}, expected {expected}");
    }
}

#[test]
fn a_picture_that_cannot_hold_a_face_is_an_error_and_not_a_panic() {
    let Some((_, mut engine)) = engines().pop() else { return };
    for (width, height) in [(0, 0), (1, 1), (5000, 100), (63, 400)] {
        let card = engine.card_template(&GrayImage::new(width, height));
        assert!(matches!(card, Err(Error::PictureSize { .. })), "{width}x{height}: {card:?}");
        let frame = engine.observe(&RgbImage::new(width, height), None);
        assert!(matches!(frame, Err(Error::PictureSize { .. })), "{width}x{height}: {frame:?}");
    }
    let noise = GrayImage::from_fn(378, 472, |x, y| image::Luma([(x * x + 31 * y * x + 7 * y) as u8]));
    assert!(matches!(engine.card_template(&noise), Err(Error::NoFace)));
    let tiny = image::imageops::thumbnail(&DynamicImage::ImageRgb8(card("003", "gray")).into_luma8(), 64, 80);
    assert!(matches!(engine.card_template(&tiny), Err(Error::FaceTooSmall { .. } | Error::NoFace)));
}

#[test]
fn the_doctor_is_told_runtime_networks_and_thresholds() {
    for (runtime, mut engine) in engines() {
        engine.warm().unwrap();
        let told = engine.describe();
        for fact in
            [runtime, "production", "yunet", "face-reidentification-retail-0095", "MiniFASNetV2", "0.54"]
        {
            assert!(told.contains(fact), "{fact} in {told}");
        }
        assert_eq!(engine.policy().threshold, 0.54);
    }
}

#[test]
fn a_calibration_belongs_to_one_network_and_never_lowers_its_threshold() {
    for (runtime, engine) in engines() {
        let raw = engine.policy().threshold;
        let people = crate::population::tests::population(crate::MIN_PEOPLE, 1.0);
        let made = |network: &str| crate::Calibration::of(&people, network).unwrap();
        let own = made(engine.embedding_network());
        let engine = engine.calibrate(&own, Normalisation::None).unwrap();
        assert_eq!(
            (raw, engine.policy().threshold),
            (0.54, 0.54),
            "{runtime}: raw scores were not measured anew"
        );
        assert!(engine.describe().contains("there, and not used"));
        // Strangers differ in all but what they share, so a threshold near nothing was measured; the network's own floor holds.
        let engine = engine.calibrate(&own, Normalisation::Mean).unwrap();
        assert_eq!(engine.policy().threshold, 0.415, "{runtime}");
        let mut engine = engine.calibrate(&own, Normalisation::Cohort).unwrap();
        assert_eq!(engine.policy().threshold, 0.355, "{runtime}");
        assert!(engine.describe().contains("set against 100 people (normalisation cohort)"));
        let photo = DynamicImage::ImageRgb8(card("003", "gray")).into_luma8();
        let patient = engine.card_template(&photo).unwrap();
        let mut score = |id| engine.observe(&frame(id), Some(&patient)).unwrap().similarity.unwrap();
        assert!(score("003") > 0.9 && score("016") < 0.3, "{runtime}: {} and {}", score("003"), score("016"));
        let error = engine.calibrate(&made("another"), Normalisation::Mean).err().unwrap();
        assert!(error.to_string().contains("made with the network another"), "{error}");
    }
}

#[test]
fn a_network_of_another_shape_than_its_manifest_s_does_not_load() {
    let files = evaluation().join("models");
    if !present(&files) {
        return;
    }
    let mut set = NetworkSet::find(&root().join("models"), &[files], Purpose::Production).unwrap();
    set.embed.onnx = set.liveness[0].onnx.clone();
    for runtime in [Runtime::Tract, choose_runtime(&[root().join("target/onnxruntime")])] {
        let error = Engine::load(&set, runtime).err().unwrap();
        let named =
            matches!(&error, Error::Shape { network, .. } if network == "face-reidentification-retail-0095");
        assert!(named, "{error}");
    }
}
