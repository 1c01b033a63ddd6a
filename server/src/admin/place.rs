//! Where the socket lies: in the data folder, or, when that path is too long for a socket, in a folder of its own.

use std::fs::DirBuilder;
use std::io::{Error, ErrorKind, Result};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The longest path that every system takes for a socket, with room to spare.
const LONGEST: usize = 100;
const NAME: &str = "admin.sock";

fn near(data: &Path) -> Option<PathBuf> {
    let path = data.join(NAME);
    (path.as_os_str().len() <= LONGEST).then_some(path)
}

fn far(data: &Path) -> PathBuf {
    let hash: String = Sha256::digest(data.as_os_str().as_bytes()).iter().take(8).map(|b| format!("{b:02x}")).collect();
    std::env::temp_dir().join(format!("crm-formation-{hash}"))
}

/// A folder that only the owner of the data may enter: anybody can make folders beside it.
fn trusted(folder: &Path, data: &Path) -> Result<()> {
    let (folder, data) = (folder.symlink_metadata()?, data.metadata()?);
    let own = folder.is_dir() && folder.uid() == data.uid() && folder.permissions().mode() & 0o077 == 0;
    if own {
        Ok(())
    } else {
        Err(Error::new(ErrorKind::PermissionDenied, "the socket's folder belongs to somebody else"))
    }
}

/// Where a server listens; makes the folder where one is needed.
pub fn make(data: &Path) -> Result<PathBuf> {
    let data = data.canonicalize()?;
    if let Some(path) = near(&data) {
        return Ok(path);
    }
    let folder = far(&data);
    match DirBuilder::new().mode(0o700).create(&folder) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => Err(cause),
        _ => trusted(&folder, &data).map(|()| folder.join(NAME)),
    }
}

/// Where a server would be listening, if there is one.
pub fn find(data: &Path) -> Option<PathBuf> {
    let data = data.canonicalize().ok()?;
    near(&data).or_else(|| {
        let folder = far(&data);
        trusted(&folder, &data).ok().map(|()| folder.join(NAME))
    })
}
