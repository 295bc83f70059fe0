fn main() {
    let a: Vec<String> = std::env::args().collect();
    match shindan::fs::check_dir("knowledge/caora", &shindan::Limits::default()) {
        Ok((r, _)) => {
            for d in &r.diagnostics {
                println!("{d}  | {:?}", d.help);
            }
            if let Some(kb) = r.knowledge {
                let e = kb.explain(&shindan::Query::new(a[1..].join(" ")));
                println!("{}", serde_json::to_string_pretty(&e).unwrap());
            }
        }
        Err(e) => println!("{e}"),
    }
}
