//! A disk in memory that fails, tears and loses as a test asks, and remembers only what was made safe.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, ErrorKind, Write};
use std::sync::{Arc, Mutex};

use super::super::disk::{Disk, Sink};
use crate::pack::ReadAt;

/// Names and contents of files.
pub(super) type Contents = BTreeMap<String, Vec<u8>>;

/// What happens at an operation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fault {
    /// It fails, and those after it do not.
    Fails(ErrorKind),
    /// The power goes before it.
    Cut,
    /// Writes alone are counted: of that one, this share in a hundred lands and it fails.
    Torn(usize),
    /// The same, and the power goes.
    TornCut(usize),
}

/// What a disk says is safe, and is not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Lie {
    Files,
    Names,
}

/// A change of names that a power cut may undo.
#[derive(Debug, Clone)]
enum Pending {
    Named(String, usize),
    Renamed(String, String, usize),
    Removed(String),
}

#[derive(Debug, Default)]
struct Node {
    data: Vec<u8>,
    /// What outlasts a power cut.
    safe: Vec<u8>,
}

#[derive(Debug, Default)]
struct World {
    nodes: Vec<Node>,
    names: BTreeMap<String, usize>,
    safe_names: BTreeMap<String, usize>,
    pending: Vec<Pending>,
    /// Operations so far, and writes among them.
    count: usize,
    writes: usize,
    fault: Option<(usize, Fault)>,
    lie: Option<Lie>,
    happened: bool,
    off: bool,
}

/// What an operation has to do instead of what it was asked.
enum Instead {
    Nothing,
    Part(usize),
}

impl World {
    fn step(&mut self, is_write: bool) -> io::Result<Instead> {
        if self.off {
            return Err(io::Error::other("the power is off"));
        }
        let (now, write) = (self.count, is_write.then_some(self.writes));
        self.count += 1;
        self.writes += usize::from(is_write);
        let Some((at, fault)) = self.fault else { return Ok(Instead::Nothing) };
        match fault {
            Fault::Fails(_) | Fault::Cut if at != now => return Ok(Instead::Nothing),
            Fault::Torn(_) | Fault::TornCut(_) if Some(at) != write => return Ok(Instead::Nothing),
            _ => self.happened = true,
        }
        self.off = matches!(fault, Fault::Cut | Fault::TornCut(_));
        match fault {
            Fault::Fails(kind) => Err(kind.into()),
            Fault::Cut => Err(io::Error::other("the power goes")),
            Fault::Torn(share) | Fault::TornCut(share) => Ok(Instead::Part(share)),
        }
    }
}

#[derive(Clone, Debug)]
pub(super) struct FaultyDisk(Arc<Mutex<World>>);

impl FaultyDisk {
    /// A disk with these files, all of them safe, that fails at that operation.
    pub(super) fn new(contents: &Contents, fault: Option<(usize, Fault)>) -> Self {
        let mut world = World { fault, ..World::default() };
        for (name, data) in contents {
            world.names.insert(name.clone(), world.nodes.len());
            world.nodes.push(Node { data: data.clone(), safe: data.clone() });
        }
        world.safe_names = world.names.clone();
        Self(Arc::new(Mutex::new(world)))
    }

    /// Fails at that operation, counted from now.
    pub(super) fn fail_from_now(&self, after: usize, fault: Fault) {
        let mut world = self.0.lock().unwrap();
        let (count, writes) = (world.count, world.writes);
        let since = if matches!(fault, Fault::Torn(_) | Fault::TornCut(_)) { writes } else { count };
        world.fault = Some((since + after, fault));
    }

    /// From now on says that something is safe which is not.
    pub(super) fn lie(&self, lie: Lie) {
        self.0.lock().unwrap().lie = Some(lie);
    }

    /// Changes every page of a file behind everybody's back.
    pub(super) fn spoil(&self, name: &str) {
        let mut world = self.0.lock().unwrap();
        let node = world.names[name];
        world.nodes[node].data.iter_mut().step_by(1000).for_each(|byte| *byte ^= 1);
    }

    /// Whether the fault happened.
    pub(super) fn has_failed(&self) -> bool {
        self.0.lock().unwrap().happened
    }

    /// Whether the power is off.
    pub(super) fn is_off(&self) -> bool {
        self.0.lock().unwrap().off
    }

    /// What is there while the power is on.
    pub(super) fn contents(&self) -> Contents {
        let world = self.0.lock().unwrap();
        world.names.iter().map(|(name, node)| (name.clone(), world.nodes[*node].data.clone())).collect()
    }

    /// Everything that may be there after a power cut now: any of the names that were not synced, in any combination, with
    /// what was not synced whole, cut, zeroed or gone.
    pub(super) fn after_power_cut(&self) -> BTreeSet<Contents> {
        let world = self.0.lock().unwrap();
        let mut all = BTreeSet::new();
        for landed in 0..1u32 << world.pending.len() {
            let mut names = world.safe_names.clone();
            for (_, pending) in world.pending.iter().enumerate().filter(|(at, _)| landed & (1 << at) != 0) {
                match pending {
                    Pending::Named(name, node) => drop(names.insert(name.clone(), *node)),
                    Pending::Removed(name) => drop(names.remove(name)),
                    Pending::Renamed(from, to, node) => {
                        names.remove(from);
                        names.insert(to.clone(), *node);
                    }
                }
            }
            for loss in 0..5 {
                let data = |node: &Node| {
                    let length = node.data.len();
                    match loss {
                        _ if node.data == node.safe => node.data.clone(),
                        0 => node.data.clone(),
                        1 => node.safe.clone(),
                        2 => node.data[..length / 2].to_vec(),
                        3 => node.data[..length.saturating_sub(1)].to_vec(),
                        _ => vec![0; length],
                    }
                };
                all.insert(names.iter().map(|(name, node)| (name.clone(), data(&world.nodes[*node]))).collect());
            }
        }
        all
    }
}

impl Disk for FaultyDisk {
    type File = FaultyFile;
    type Sink = FaultyFile;

    fn list(&self) -> io::Result<Vec<String>> {
        let mut world = self.0.lock().unwrap();
        world.step(false)?;
        Ok(world.names.keys().cloned().collect())
    }

    fn create(&self, name: &str) -> io::Result<FaultyFile> {
        let mut world = self.0.lock().unwrap();
        world.step(false)?;
        // One that is there is emptied, and what it held may be back after a power cut.
        let node = match world.names.get(name) {
            Some(node) => *node,
            None => {
                let node = world.nodes.len();
                world.nodes.push(Node::default());
                world.names.insert(name.to_owned(), node);
                world.pending.push(Pending::Named(name.to_owned(), node));
                node
            }
        };
        world.nodes[node].data.clear();
        Ok(FaultyFile { world: Arc::clone(&self.0), node })
    }

    fn open(&self, name: &str) -> io::Result<FaultyFile> {
        let mut world = self.0.lock().unwrap();
        world.step(false)?;
        let node = *world.names.get(name).ok_or(ErrorKind::NotFound)?;
        Ok(FaultyFile { world: Arc::clone(&self.0), node })
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut world = self.0.lock().unwrap();
        world.step(false)?;
        let node = world.names.remove(from).ok_or(ErrorKind::NotFound)?;
        assert_eq!(world.names.insert(to.to_owned(), node), None, "a name is never given twice");
        world.pending.push(Pending::Renamed(from.to_owned(), to.to_owned(), node));
        Ok(())
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let mut world = self.0.lock().unwrap();
        world.step(false)?;
        world.names.remove(name).ok_or(ErrorKind::NotFound)?;
        world.pending.push(Pending::Removed(name.to_owned()));
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        let mut world = self.0.lock().unwrap();
        world.step(false)?;
        if world.lie != Some(Lie::Names) {
            world.safe_names = world.names.clone();
            world.pending.clear();
        }
        Ok(())
    }
}

/// A file of the disk, which goes on when its name does not.
#[derive(Debug)]
pub(super) struct FaultyFile {
    world: Arc<Mutex<World>>,
    node: usize,
}

impl ReadAt for FaultyFile {
    fn size(&self) -> io::Result<u64> {
        let mut world = self.world.lock().unwrap();
        world.step(false)?;
        Ok(world.nodes[self.node].data.len() as u64)
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let mut world = self.world.lock().unwrap();
        world.step(false)?;
        let from = usize::try_from(at).ok().and_then(|at| world.nodes[self.node].data.get(at..));
        into.copy_from_slice(from.and_then(|from| from.get(..into.len())).ok_or(ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        let mut world = self.world.lock().unwrap();
        let instead = world.step(true)?;
        let landed = match instead {
            Instead::Nothing => bytes.len(),
            Instead::Part(share) => bytes.len() * share / 100,
        };
        world.nodes[self.node].data.extend(&bytes[..landed]);
        if landed == bytes.len() { Ok(landed) } else { Err(ErrorKind::StorageFull.into()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink for FaultyFile {
    fn sync(&mut self) -> io::Result<()> {
        let mut world = self.world.lock().unwrap();
        world.step(false)?;
        if world.lie == Some(Lie::Files) {
            return Ok(());
        }
        let node = &mut world.nodes[self.node];
        node.safe.clone_from(&node.data);
        Ok(())
    }
}
