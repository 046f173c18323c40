package preview

import "golang.org/x/sys/unix"

// far says what kind of file system a folder is on if that does not tell of the
// changes that others make; "" otherwise.
func far(dir string) string {
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) != nil {
		return ""
	}
	switch s.Type {
	case unix.NFS_SUPER_MAGIC:
		return "an NFS mount"
	case unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC:
		return "an SMB mount"
	case unix.V9FS_MAGIC:
		return "a 9P mount"
	case unix.FUSE_SUPER_MAGIC:
		return "a FUSE mount"
	}
	return ""
}
