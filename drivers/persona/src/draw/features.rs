//! What tells one drawn face from another: the proportions and colours that follow from a look.
//!
//! The unit is half the width of an average face; the origin lies between the temples, x points to the picture's
//! right, y down, z towards the viewer.

use super::canvas::{Colour, lit, mix};
use super::chance::Chance;
use crate::{Look, Tone};

/// Holds the proportions and colours of one face.
pub(crate) struct Features {
    pub(crate) cheek: f32,
    pub(crate) jaw: f32,
    pub(crate) chin_width: f32,
    pub(crate) chin: f32,
    pub(crate) crown: f32,
    pub(crate) ear: f32,
    pub(crate) eye: Eye,
    pub(crate) brow: Brow,
    pub(crate) nose: Nose,
    pub(crate) mouth: Mouth,
    /// A mole, on the face's surface.
    pub(crate) mole: Option<[f32; 2]>,
    /// How much the cheeks are flushed.
    pub(crate) blush: f32,
    /// How grown-up the face is: 0 an infant's, 1 an adult's.
    pub(crate) grown: f32,
    /// How old the face is: 0 until forty, 1 at eighty-five.
    pub(crate) old: f32,
    pub(crate) skin: Colour,
    pub(crate) hair: Colour,
    pub(crate) cloth: Colour,
    /// What the person wears: 0 a round neck, 1 a collar, 2 a V-neck over a shirt.
    pub(crate) dress: u8,
    /// Which side the hair is parted on, -1 or 1, and how far.
    pub(crate) parting: f32,
    /// Seeds the strands of hair.
    pub(crate) strands: u64,
}

pub(crate) struct Eye {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) tilt: f32,
    pub(crate) crease: f32,
    pub(crate) lash: f32,
    pub(crate) iris: Colour,
}

pub(crate) struct Brow {
    pub(crate) y: f32,
    pub(crate) length: f32,
    pub(crate) weight: f32,
    pub(crate) arch: f32,
    pub(crate) tilt: f32,
}

pub(crate) struct Nose {
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

pub(crate) struct Mouth {
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) upper: f32,
    pub(crate) lower: f32,
    pub(crate) curve: f32,
    pub(crate) colour: Colour,
}

impl Features {
    /// Works out the face that a look describes.
    pub(crate) fn of(look: &Look) -> Self {
        let chance = &mut Chance::new(look.seed);
        let age = f32::from(look.age);
        let grown = (age / 16.0).clamp(0.0, 1.0).sqrt();
        let old = ((age - 40.0) / 45.0).clamp(0.0, 1.0);
        let young = 1.0 - grown;
        let skin = skin(look.skin, chance);
        Self {
            cheek: chance.around(0.97, 0.08) + 0.03 * young,
            jaw: chance.around(0.80, 0.11) + 0.06 * young,
            chin_width: chance.around(0.30, 0.11),
            chin: chance.around(1.25, 0.11) - 0.16 * young,
            crown: chance.around(1.40, 0.06),
            ear: chance.around(1.0, 0.2),
            eye: eye(chance, young, old),
            brow: brow(chance, young),
            nose: Nose {
                y: chance.around(0.36, 0.08) + 0.02 * young,
                width: chance.around(0.25, 0.065) - 0.05 * young,
                height: chance.around(0.28, 0.07) - 0.08 * young,
            },
            mouth: mouth(chance, young, old, skin),
            mole: (chance.unit() < 0.3)
                .then(|| [chance.choose(&[-1.0, 1.0]) * chance.around(0.5, 0.12), chance.around(0.55, 0.35)]),
            blush: chance.around(0.5, 0.3) + 0.4 * young,
            grown,
            old,
            skin,
            hair: hair(look.hair_tone, old, chance),
            cloth: cloth(chance),
            dress: chance.choose(&[0, 1, 2]),
            parting: chance.choose(&[-1.0, 1.0]) * chance.around(0.30, 0.16),
            strands: chance.bits(),
        }
    }
}

fn eye(chance: &mut Chance, young: f32, old: f32) -> Eye {
    Eye {
        x: chance.around(0.445, 0.055),
        y: chance.around(-0.10, 0.05) + 0.14 * young,
        width: chance.around(0.215, 0.034) + 0.01 * young,
        height: chance.around(0.097, 0.022) * (1.0 - 0.2 * old) + 0.035 * young,
        tilt: chance.around(0.012, 0.04) - 0.03 * old,
        crease: chance.around(0.5, 0.5),
        lash: chance.around(0.6, 0.4) * (1.0 - 0.5 * old),
        iris: chance.choose(&[
            [0.20, 0.12, 0.08],
            [0.27, 0.16, 0.09],
            [0.15, 0.10, 0.08],
            [0.34, 0.21, 0.11],
        ]),
    }
}

fn brow(chance: &mut Chance, young: f32) -> Brow {
    Brow {
        y: chance.around(-0.42, 0.05) + 0.12 * young,
        length: chance.around(0.30, 0.045),
        weight: chance.around(0.065, 0.028) * (1.0 - 0.45 * young),
        arch: chance.around(0.05, 0.035),
        tilt: chance.around(-0.025, 0.04),
    }
}

fn mouth(chance: &mut Chance, young: f32, old: f32, skin: Colour) -> Mouth {
    let red =
        chance.choose(&[[0.80, 0.36, 0.36], [0.74, 0.34, 0.32], [0.84, 0.44, 0.42], [0.70, 0.38, 0.36]]);
    Mouth {
        y: chance.around(0.76, 0.06) - 0.04 * young,
        width: chance.around(0.34, 0.065) - 0.07 * young,
        upper: chance.around(0.062, 0.028) * (1.0 - 0.35 * old),
        lower: chance.around(0.088, 0.034) * (1.0 - 0.25 * old),
        curve: chance.around(0.042, 0.02),
        colour: mix(skin, lit(red, 0.55 + 0.45 * skin[0]), chance.around(0.52, 0.16) - 0.12 * old),
    }
}

fn skin(darkness: f32, chance: &mut Chance) -> Colour {
    let base = mix([0.975, 0.845, 0.755], [0.50, 0.34, 0.25], darkness.clamp(0.0, 1.0));
    let pink = chance.around(0.0, 0.018);
    [base[0], base[1] - pink, base[2] - pink * 0.6]
}

fn hair(tone: Tone, old: f32, chance: &mut Chance) -> Colour {
    let young = match tone {
        Tone::Black => [0.115, 0.10, 0.10],
        Tone::Brown => [0.235, 0.15, 0.105],
        Tone::Chestnut => [0.40, 0.255, 0.165],
        Tone::Grey => [0.62, 0.61, 0.60],
    };
    mix(young, [0.80, 0.79, 0.78], old * chance.around(0.35, 0.2))
}

fn cloth(chance: &mut Chance) -> Colour {
    let colours = [
        [0.30, 0.40, 0.55],
        [0.55, 0.32, 0.34],
        [0.36, 0.48, 0.40],
        [0.82, 0.78, 0.70],
        [0.27, 0.28, 0.33],
        [0.62, 0.55, 0.66],
        [0.75, 0.62, 0.45],
        [0.45, 0.58, 0.66],
    ];
    chance.choose(&colours)
}
