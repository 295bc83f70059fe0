//! Gives the shared library the name that programs look for when they start.

fn main() {
    let name = match std::env::var("CARGO_CFG_TARGET_OS").as_deref() {
        Ok("linux") => "-Wl,-soname,libshindan.so",
        Ok("macos") => "-Wl,-install_name,@rpath/libshindan.dylib",
        _ => return,
    };
    println!("cargo::rustc-cdylib-link-arg={name}");
    println!("cargo::rerun-if-changed=build.rs");
}
