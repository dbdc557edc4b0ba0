//! Draws people who are not among the personas, with labels, for `models/recipe/train.py`.
//!
//! `draw_training_set OUT_DIR N SEED` draws N people: each a card portrait, and frames bare-faced, masked and as a
//! held-up print; and the empty room. `labels.csv` has one line a picture: file, kind, person, face box (left, top,
//! width, height), five landmarks; a picture without a face has zeros.

use persona::draw::{
    Light, Placement, Pose, Subject, camera_frame, card_portrait, frame_placement, portrait_placement,
};
use persona::{Glasses, Hair, Look, Tone};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

const FRAME: (u32, u32) = (640, 480);

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: draw_training_set OUT_DIR N SEED";
    let [out, count, seed] =
        <[String; 3]>::try_from(std::env::args().skip(1).collect::<Vec<_>>()).map_err(|_| usage)?;
    std::fs::create_dir_all(&out)?;
    let labels = BufWriter::new(File::create(PathBuf::from(&out).join("labels.csv"))?);
    let mut set = Set { out: out.into(), labels, chance: StdRng::seed_from_u64(seed.parse()?) };
    (0..count.parse()?).try_for_each(|person| set.draw(person))
}

struct Set {
    out: PathBuf,
    labels: BufWriter<File>,
    chance: StdRng,
}

impl Set {
    fn draw(&mut self, person: u32) -> Result<(), Box<dyn Error>> {
        let look = any_look(&mut self.chance);
        let file = format!("{person:05}-portrait.jpg");
        card_portrait(&look).save(self.out.join(&file))?;
        self.label(&file, "portrait", person, Some(portrait_placement(&look)))?;
        let subject = Subject::Person(&look);
        let mut scenes = vec![("person", subject), ("person", subject), ("person", subject)];
        scenes.extend([("masked", Subject::Masked(&look)), ("print", Subject::Print(&look))]);
        if person.is_multiple_of(4) {
            scenes.push(("nobody", Subject::Nobody));
        }
        for (i, (kind, scene)) in scenes.iter().enumerate() {
            let (pose, light) = (any_pose(&mut self.chance), any_light(&mut self.chance));
            let file = format!("{person:05}-{i}.jpg");
            camera_frame(scene, &pose, &light, self.chance.r#gen(), FRAME.0, FRAME.1)
                .save(self.out.join(&file))?;
            self.label(&file, kind, person, frame_placement(scene, &pose, FRAME.0, FRAME.1))?;
        }
        Ok(())
    }

    fn label(
        &mut self,
        file: &str,
        kind: &str,
        person: u32,
        at: Option<Placement>,
    ) -> Result<(), Box<dyn Error>> {
        let numbers: Vec<f32> = at.map_or(vec![0.0; 14], |at| {
            at.face.iter().chain(at.landmarks.iter().flatten()).copied().collect()
        });
        write!(self.labels, "{file},{kind},{person}")?;
        numbers.iter().try_for_each(|number| write!(self.labels, ",{number:.2}"))?;
        Ok(writeln!(self.labels)?)
    }
}

/// Makes up a look; the seeds are far above those of the personas.
fn any_look(chance: &mut StdRng) -> Look {
    let hair = [Hair::Short, Hair::Parted, Hair::Bob, Hair::Long, Hair::Bun, Hair::Receding];
    let tone = [Tone::Black, Tone::Black, Tone::Brown, Tone::Chestnut, Tone::Grey];
    let glasses = [Glasses::None, Glasses::None, Glasses::Round, Glasses::Square];
    Look {
        seed: chance.r#gen::<u64>() | 1 << 63,
        age: if chance.gen_bool(0.08) { chance.gen_range(0..12) } else { chance.gen_range(12..95) },
        hair: pick(&hair, chance),
        hair_tone: pick(&tone, chance),
        glasses: pick(&glasses, chance),
        skin: chance.gen_range(0.05..0.7),
    }
}

fn any_pose(chance: &mut StdRng) -> Pose {
    let mut around = |reach: f32| chance.gen_range(-reach..reach);
    let (yaw, pitch, roll, x, y) = (around(22.0), around(12.0), around(10.0), around(0.22), around(0.10));
    let blink = if chance.gen_bool(0.15) { chance.gen_range(0.0..1.0) } else { chance.gen_range(0.0..0.2) };
    Pose {
        yaw,
        pitch,
        roll,
        x,
        y,
        distance: chance.gen_range(0.45..1.1),
        smile: chance.gen_range(0.0..1.0),
        blink,
    }
}

fn any_light(chance: &mut StdRng) -> Light {
    Light {
        brightness: chance.gen_range(0.6..1.25),
        side: chance.gen_range(-1.0..1.0),
        warmth: chance.gen_range(-1.0..1.0),
        backlight: if chance.gen_bool(0.2) { chance.gen_range(0.0..0.8) } else { 0.0 },
        noise: chance.gen_range(0.5..6.0),
    }
}

fn pick<T: Copy>(from: &[T], chance: &mut StdRng) -> T {
    from.choose(chance).copied().unwrap_or(from[0])
}
