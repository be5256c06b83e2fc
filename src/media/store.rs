//! The object store: a folder by default, an S3-compatible service where many servers share one.

use std::path::Path as FilePath;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, PutPayload};

use super::range::ByteRange;

/// Why the object store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The address names no kind of store that is known.
    #[error("Media address `{0}` is neither `file:FOLDER` nor `s3://BUCKET?endpoint=…`.")]
    Address(String),
    /// The folder could not be made or opened.
    #[error("Media folder `{folder}` cannot be used")]
    Folder {
        /// The folder.
        folder: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The key is not a key.
    #[error("`{0}` is not a media key.")]
    Key(String),
    /// The store failed.
    #[error("The media store failed")]
    Store(#[from] object_store::Error),
}

impl MediaError {
    /// Whether there is no such object.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Store(object_store::Error::NotFound { .. }))
    }
}

/// Where recordings and prompts are kept.
#[derive(Debug, Clone)]
pub struct MediaStore {
    store: Arc<dyn ObjectStore>,
}

impl MediaStore {
    /// Opens `file:FOLDER` or `s3://BUCKET?endpoint=URL&region=NAME`; keys of an S3 account come from the usual
    /// `AWS_…` variables.
    pub fn open(address: &str) -> Result<Self, MediaError> {
        if let Some(folder) = address.strip_prefix("file:") {
            return Self::open_folder(FilePath::new(folder.trim_start_matches("//")));
        }
        let bucket_and_query = address
            .strip_prefix("s3://")
            .ok_or_else(|| MediaError::Address(address.to_owned()))?;
        let (bucket, query) = bucket_and_query
            .split_once('?')
            .unwrap_or((bucket_and_query, ""));
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            builder = match pair.split_once('=') {
                Some(("endpoint", url)) => builder
                    .with_allow_http(url.starts_with("http://"))
                    .with_endpoint(url),
                Some(("region", name)) => builder.with_region(name),
                _ => return Err(MediaError::Address(address.to_owned())),
            };
        }
        Ok(Self {
            store: Arc::new(builder.build()?),
        })
    }

    /// Opens a folder, making it where it is missing. Every object is flushed to the disk before it is acknowledged.
    pub fn open_folder(folder: &FilePath) -> Result<Self, MediaError> {
        std::fs::create_dir_all(folder).map_err(|source| MediaError::Folder {
            folder: folder.display().to_string(),
            source,
        })?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self {
            store: Arc::new(store),
        })
    }

    /// Keeps an object; when this returns, it is on the disk.
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<(), MediaError> {
        self.store
            .put(&path(key)?, PutPayload::from_bytes(bytes))
            .await?;
        Ok(())
    }

    /// A whole object.
    pub async fn get(&self, key: &str) -> Result<Bytes, MediaError> {
        Ok(self.store.get(&path(key)?).await?.bytes().await?)
    }

    /// A part of an object as it is read, so that a long film never lies in memory whole.
    pub async fn stream(
        &self,
        key: &str,
        range: Option<ByteRange>,
    ) -> Result<BoxStream<'static, Result<Bytes, MediaError>>, MediaError> {
        let options = GetOptions {
            range: range.map(GetRange::Bounded),
            ..GetOptions::default()
        };
        let found = self.store.get_opts(&path(key)?, options).await?;
        Ok(Box::pin(found.into_stream().map_err(MediaError::from)))
    }

    /// How many bytes an object has.
    pub async fn size(&self, key: &str) -> Result<u64, MediaError> {
        Ok(self.store.head(&path(key)?).await?.size)
    }

    /// Removes an object; one that is not there is no fault.
    pub async fn remove(&self, key: &str) -> Result<(), MediaError> {
        match self.store.delete(&path(key)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the store can be written and read at this moment.
    pub async fn probe(&self) -> Result<(), MediaError> {
        self.put("probe", Bytes::from_static(b"probe")).await?;
        self.get("probe").await?;
        Ok(())
    }
}

fn path(key: &str) -> Result<Path, MediaError> {
    Path::parse(key).map_err(|_invalid| MediaError::Key(key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_put_is_read_back_whole_and_in_part() {
        let folder = tempfile::tempdir().unwrap();
        let store = MediaStore::open(&format!("file:{}", folder.path().display())).unwrap();
        store
            .put("recordings/a/0", Bytes::from_static(b"0123456789"))
            .await
            .unwrap();
        assert_eq!(store.get("recordings/a/0").await.unwrap(), "0123456789");
        assert_eq!(store.size("recordings/a/0").await.unwrap(), 10);
        let parts: Vec<Bytes> = store
            .stream("recordings/a/0", Some(2..5))
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        assert_eq!(parts.concat(), b"234");
        store.remove("recordings/a/0").await.unwrap();
        store.remove("recordings/a/0").await.unwrap();
        assert!(store.get("recordings/a/0").await.unwrap_err().is_missing());
    }

    #[test]
    fn an_address_of_no_known_kind_is_refused_by_name() {
        let error = MediaStore::open("ftp://somewhere").unwrap_err();
        assert!(error.to_string().contains("ftp://somewhere"));
        assert!(MediaStore::open("s3://bucket?colour=blue").is_err());
    }

    #[tokio::test]
    async fn a_key_cannot_leave_the_store() {
        let folder = tempfile::tempdir().unwrap();
        let store = MediaStore::open_folder(folder.path()).unwrap();
        assert!(matches!(
            store.put("../outside", Bytes::new()).await,
            Err(MediaError::Key(_) | MediaError::Store(_))
        ));
    }
}
