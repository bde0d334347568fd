package app

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"

	"feyre/syncer"
	"feyre/syncer/azure"
	"feyre/syncer/dir"
)

// archive is the mirror's place, with the lease that one of many processes holds while it works there.
type archive struct {
	syncer.Archive
	lease syncer.Lease
	close func() error
}

// openArchive opens the archive that is configured, nil for none.
func openArchive(config ArchiveConfig) (*archive, error) {
	switch config.Kind {
	case archiveDir:
		opened, err := dir.Open(dir.Config{Path: config.Path})
		if err != nil {
			return nil, &Failure{Sentence: "the archive can't be opened: " + strings.TrimPrefix(err.Error(), "archive: "), Try: archiveTry(err), Err: err}
		}
		return &archive{Archive: opened, lease: opened.Lease(), close: opened.Close}, nil
	case archiveAzure:
		opened, err := azure.New(azure.Config(config.Azure), azure.Options{})
		if err != nil {
			return nil, &Failure{Usage: true, Sentence: "the archive can't be used: " + err.Error(), Try: "check archive.azure", Err: err}
		}
		return &archive{Archive: opened, lease: opened.Lease(), close: func() error { return nil }}, nil
	default:
		return nil, nil
	}
}

// archiveTry is what to do about a directory that can't be opened as an archive.
func archiveTry(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return "make room on the disk of archive.path"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "let this user write there, or set archive.path to where it may"
	default:
		return "check archive.path"
	}
}
