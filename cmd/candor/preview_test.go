package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// lookAt previews the site in the folder at hand until it has read some pages:
// preview /PATH… Their HTML is what the script sees on standard output.
func lookAt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: preview /PATH…")
	}
	program, err := exec.LookPath("candor")
	ts.Check(err)
	cmd := exec.Command(program, "serve", "--port", "0", "--poll", "1h")
	cmd.Dir, cmd.Env = ts.MkAbs("."), []string{"PATH=" + ts.Getenv("PATH"), "HOME=" + ts.Getenv("HOME")}
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	address, err := bufio.NewReader(out).ReadString('\n')
	if err == nil {
		err = read(ts.Stdout(), strings.TrimSuffix(strings.TrimSpace(address), "/"), args)
	}
	stopped := cmd.Process.Signal(os.Interrupt)
	ended := cmd.Wait()
	ts.Check(err)
	ts.Check(stopped)
	ts.Check(ended)
}

func read(to io.Writer, address string, paths []string) error {
	for _, p := range paths {
		answer, err := http.Get(address + p)
		if err != nil {
			return err
		}
		_, err = io.Copy(to, answer.Body)
		answer.Body.Close()
		if err != nil {
			return err
		}
	}
	return nil
}
