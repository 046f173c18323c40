package main

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strconv"
	"time"

	"candor/generator"
)

// firstPort is where a preview is looked for.
const firstPort = 4321

func serveCommand() command {
	var o generator.ServeOptions
	var port, poll string
	var open bool
	return command{name: "serve", short: "preview all editions in a browser while you write",
		audience: "show the edition of this audience alone",
		long: "The narrowest edition stands at /, the public one at /public/, both beside each other at /compare/. Nothing is written.\n" +
			"The address is printed on standard output, what becomes of each change on standard error.",
		flags: func(s *shared) {
			s.text(&port, "port", "p", "", "`N`", fmt.Sprintf("port to listen on, 0 for a free one (default: %d, or the next free one)", firstPort))
			s.text(&o.Bind, "bind", "", "127.0.0.1", "`ADDRESS`", "address to listen on; others than this machine get the public edition alone, named with --audience")
			s.text(&poll, "poll", "", "", "`TIME`", "look at all files in this interval, such as 1s (default: the system tells of changes)")
			s.flag(&open, "open", "", "open the preview in a browser")
			s.flag(&o.Navigate, "navigate", "", "go to the page of the file that was saved")
			s.flag(&o.EditorLinks, "vscode", "", "link problems to the editor (vscode://)")
		},
		run: func(c *call, s *shared) int {
			if err := errors.Join(servePort(&o, port), servePoll(&o, poll)); err != nil {
				return c.usageError(err)
			}
			return runServe(c, s, o, open)
		},
	}
}

func runServe(c *call, s *shared, o generator.ServeOptions, open bool) int {
	conf, err := c.config(s)
	if err != nil {
		return c.usageError(err)
	}
	o.Ready = func(address string) {
		fmt.Fprintln(c.stdout, address)
		if open {
			openBrowser(address)
		}
	}
	if !s.quiet {
		o.Say = func(line string) { fmt.Fprintln(c.stderr, line) }
	}
	if err := generator.Serve(c.ctx, conf, o); err != nil && c.ctx.Err() == nil {
		return c.failed(s, err)
	}
	return exitOK
}

// servePort reads --port; without it the next free port does as well.
func servePort(o *generator.ServeOptions, port string) error {
	if port == "" {
		o.Port, o.NextPort = firstPort, true
		return nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return errors.New("--port wants a number from 0 to 65535")
	}
	o.Port = int(n)
	return nil
}

// servePoll reads --poll.
func servePoll(o *generator.ServeOptions, poll string) error {
	if poll == "" {
		return nil
	}
	var err error
	if o.Poll, err = time.ParseDuration(poll); err != nil || o.Poll < 10*time.Millisecond {
		return errors.New("--poll wants a time such as 1s, 10ms at least")
	}
	return nil
}

// openBrowser asks the system for a browser. Where there is none, the address
// that was printed does.
func openBrowser(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	if cmd := exec.Command(name, args...); cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}
