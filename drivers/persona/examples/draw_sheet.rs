//! Draws the drawn people into a folder: portraits, and frames of a visit. `draw_sheet OUT_DIR`

use persona::draw::{Light, Pose, Subject, camera_frame, card_portrait};
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).ok_or("usage: draw_sheet OUT_DIR")?;
    std::fs::create_dir_all(&out)?;
    for person in persona::personas() {
        let save = |name: &str| Path::new(&out).join(format!("{}{name}.png", person.id));
        card_portrait(&person.look).save(save(""))?;
        let turned = Pose { yaw: 14.0, pitch: 4.0, roll: 3.0, x: 0.02, smile: 0.7, ..Pose::default() };
        let light = Light::default();
        let frame = |scene: &Subject<'_>, pose: &Pose| camera_frame(scene, pose, &light, 1, 640, 480);
        frame(&Subject::Person(&person.look), &Pose::default()).save(save("-front"))?;
        frame(&Subject::Person(&person.look), &turned).save(save("-turned"))?;
        frame(&Subject::Masked(&person.look), &Pose::default()).save(save("-masked"))?;
        frame(&Subject::Print(&person.look), &Pose::default()).save(save("-print"))?;
    }
    Ok(())
}
