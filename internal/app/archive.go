package app

import (
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
			return nil, &Failure{Sentence: "the archive can't be opened: " + err.Error(), Try: "check archive.path", Err: err}
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
