// The build checks of BuildKit itself, for Dockerfiles whose parents no registry serves here: `docker build --check` without a
// builder. Prints one line for each finding; exits with 1 when there is one.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

// parents answers for every image: a Linux image that says nothing of itself. What a parent contains is not what is checked.
type parents struct{}

func (parents) ResolveImageConfig(_ context.Context, reference string, options sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	architecture := "amd64"
	if options.ImageOpt != nil && options.ImageOpt.Platform != nil {
		architecture = options.ImageOpt.Platform.Architecture
	}
	config := []byte(fmt.Sprintf(`{"os":"linux","architecture":%q,"config":{},"rootfs":{"type":"layers","diff_ids":[]}}`, architecture))
	return reference, digest.FromBytes(config), config, nil
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: dockerfile-checks DOCKERFILE...")
		os.Exit(2)
	}
	findings := 0
	for _, file := range os.Args[1:] {
		count, err := check(file)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", file, err)
			os.Exit(2)
		}
		findings += count
	}
	if findings > 0 {
		os.Exit(1)
	}
}

func check(file string) (int, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	source := llb.NewSourceMap(nil, file, "Dockerfile", text)
	source.Definition = &llb.Definition{}
	results, err := dockerfile2llb.DockerfileLint(context.Background(), text, dockerfile2llb.ConvertOpt{
		SourceMap:      source,
		TargetPlatform: &ocispecs.Platform{OS: "linux", Architecture: "amd64"},
		MetaResolver:   parents{},
	})
	if err != nil {
		return 0, err
	}
	for _, warning := range results.Warnings {
		fmt.Printf("%s:%d: %s: %s\n", file, line(warning.Location.GetRanges()), warning.RuleName, warning.Detail)
	}
	if results.Error == nil {
		return len(results.Warnings), nil
	}
	fmt.Printf("%s: %s\n", file, results.Error.Message)
	return len(results.Warnings) + 1, nil
}

func line[R interface{ GetStart() P }, P interface{ GetLine() int32 }](ranges []R) int32 {
	if len(ranges) == 0 {
		return 0
	}
	return ranges[0].GetStart().GetLine()
}
