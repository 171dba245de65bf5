//! The Merkle tree of RFC 6962 over the log's entries.

use super::Digest;
use sha2::{Digest as _, Sha256};

/// The root over some leaf hashes, in order (RFC 6962, 2.1). Takes them as they come: memory grows
/// with the height of the tree only.
#[derive(Debug, Clone, Default)]
pub struct MerkleTree {
    /// The roots of the full subtrees so far, from large to small, each with its number of leaves.
    subtrees: Vec<(u64, Digest)>,
    size: u64,
}

impl MerkleTree {
    /// Adds a leaf by its hash.
    pub fn push(&mut self, leaf: Digest) {
        let (mut size, mut hash) = (1, leaf);
        while let Some((left, subtree)) = self.subtrees.pop_if(|(left, _)| *left == size) {
            hash = node(&subtree, &hash);
            size += left;
        }
        self.subtrees.push((size, hash));
        self.size += 1;
    }

    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root; that of no leaf is the hash of nothing.
    pub fn root(&self) -> Digest {
        let hashes = self.subtrees.iter().rev().map(|(_, hash)| *hash);
        hashes.reduce(|right, left| node(&left, &right)).unwrap_or_else(|| Digest::of(b""))
    }
}

fn node(left: &Digest, right: &Digest) -> Digest {
    let hash = Sha256::new().chain_update([1]).chain_update(left.0).chain_update(right.0);
    Digest(hash.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(data: &[u8]) -> Digest {
        Digest(Sha256::new().chain_update([0]).chain_update(data).finalize().into())
    }

    /// The definition of RFC 6962, word for word.
    fn defined(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => Digest::of(b""),
            [one] => *one,
            more => {
                let k = more.len().next_power_of_two() / 2;
                node(&defined(&more[..k]), &defined(&more[k..]))
            }
        }
    }

    #[test]
    fn the_root_is_that_of_the_definition() {
        let leaves: Vec<Digest> = (0..70u8).map(|n| leaf(&[n])).collect();
        let mut tree = MerkleTree::default();
        assert_eq!(tree.root(), defined(&[]));
        for (n, leaf) in leaves.iter().enumerate() {
            tree.push(*leaf);
            assert_eq!((tree.size(), tree.root()), (n as u64 + 1, defined(&leaves[..=n])));
        }
    }

    /// The tree of eight leaves of the test data of Certificate Transparency (merkletree_test.go).
    #[test]
    fn vectors_of_certificate_transparency() {
        let inputs: [&[u8]; 8] = [
            b"",
            b"\x00",
            b"\x10",
            b"\x20\x21",
            b"\x30\x31",
            b"\x40\x41\x42\x43",
            b"\x50\x51\x52\x53\x54\x55\x56\x57",
            b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
        ];
        let mut tree = MerkleTree::default();
        inputs.iter().for_each(|input| tree.push(leaf(input)));
        let expected = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";
        assert_eq!(tree.root().to_string(), expected);
    }
}
