package app

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Version is what this program was built from, as the build recorded it: a release's number, or "devel" with the commit.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version, commit, modified := info.Main.Version, "", ""
	if version == "" || version == "(devel)" {
		version = "devel"
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			commit = " " + setting.Value[:min(len(setting.Value), 12)]
		case "vcs.modified":
			if setting.Value == "true" {
				modified = " modified"
			}
		}
	}
	return version + commit + modified
}

// Platform is the Go version and the system that this program was built for.
func Platform() string {
	return fmt.Sprintf("%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
