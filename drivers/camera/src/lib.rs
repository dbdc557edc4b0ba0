//! Frames from a camera, from pictures, or from a drawn scene
