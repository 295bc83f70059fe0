//! The built-in pack is read at compile time: a new file in its folder is a reason to compile again.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../knowledge/caora");
}
