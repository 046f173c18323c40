package main

import (
	"fmt"
	"io"
	"strings"
)

func completionCommand() command {
	shells := map[string]func(io.Writer, []command){"bash": bashCompletion, "zsh": zshCompletion, "fish": fishCompletion}
	return command{name: "completion", args: []argument{{name: "SHELL", words: []string{"bash", "zsh", "fish"}}}, scope: nothing,
		short: "print a script that completes commands and flags",
		long: "bash: candor completion bash > ~/.local/share/bash-completion/completions/candor\n" +
			"zsh:  candor completion zsh > a folder of $fpath, as _candor\n" +
			"fish: candor completion fish > ~/.config/fish/completions/candor.fish",
		run: func(c *call, s *shared) int {
			shells[s.args[0]](c.stdout, commands())
			return exitOK
		}}
}

// words are what a command's flags are written as.
func (k command) words() []string {
	var out []string
	for _, f := range k.options().list() {
		out = append(out, "--"+f.long)
		if f.short != "" {
			out = append(out, "-"+f.short)
		}
	}
	return append(out, "--help")
}

// first are the words of a command's first argument.
func (k command) first() []string {
	if len(k.args) == 0 {
		return nil
	}
	return k.args[0].words
}

func names(all []command) string {
	var out []string
	for _, k := range all {
		out = append(out, k.name)
	}
	return strings.Join(append(out, "help"), " ")
}

func bashCompletion(w io.Writer, all []command) {
	fmt.Fprintf(w, `# candor completion bash
_candor() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "%s" -- "$cur"))
    return
  fi
  case "${COMP_WORDS[1]} $prev" in
`, names(all))
	for _, k := range all {
		s := k.options()
		for _, f := range s.list() {
			if choices := s.choices[f.long]; choices != nil {
				fmt.Fprintf(w, "    %q) COMPREPLY=($(compgen -W %q -- \"$cur\")); return ;;\n", k.name+" --"+f.long, strings.Join(choices, " "))
			}
		}
		if words := k.first(); words != nil {
			fmt.Fprintf(w, "    %q) words=%q ;;\n", k.name+" "+k.name, strings.Join(words, " "))
		}
	}
	fmt.Fprintf(w, "    \"help help\") words=%q ;;\n  esac\n  case \"${COMP_WORDS[1]}\" in\n", names(all))
	for _, k := range all {
		fmt.Fprintf(w, "    %s) words=\"$words %s\" ;;\n", k.name, strings.Join(k.words(), " "))
	}
	fmt.Fprint(w, `  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  case "$cur" in -*) ;; *) COMPREPLY+=($(compgen -f -- "$cur")) ;; esac
}
complete -o filenames -F _candor candor
`)
}

func zshCompletion(w io.Writer, all []command) {
	fmt.Fprint(w, "#compdef candor\n_candor() {\n  local -a commands\n  commands=(\n")
	for _, k := range all {
		fmt.Fprintf(w, "    %s\n", single(k.name+":"+k.short))
	}
	fmt.Fprint(w, "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n")
	for _, k := range all {
		fmt.Fprintf(w, "    %s)\n      _arguments -s", k.name)
		s := k.options()
		for _, f := range s.list() {
			spec := "--" + f.long + "[" + bracketless(f.text) + "]"
			if f.arg != "" {
				action := ":" + strings.ToLower(f.arg) + ":"
				switch choices := s.choices[f.long]; {
				case choices != nil:
					action += "(" + strings.Join(choices, " ") + ")"
				case f.arg == "DIR" || f.arg == "SITE":
					action += "_files -/"
				}
				spec += action
			}
			fmt.Fprintf(w, " \\\n        %s", single(spec))
		}
		for i, a := range k.args {
			action := "_files"
			if a.words != nil {
				action = "(" + strings.Join(a.words, " ") + ")"
			}
			fmt.Fprintf(w, " \\\n        %s", single(fmt.Sprintf("%d:%s:%s", i+1, a.name, action)))
		}
		fmt.Fprint(w, "\n      ;;\n")
	}
	fmt.Fprint(w, "  esac\n}\n_candor \"$@\"\n")
}

func bracketless(text string) string {
	return strings.NewReplacer("[", "(", "]", ")", ":", ",").Replace(text)
}

// single is a word in single quotes, as all three shells read it.
func single(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }

func fishCompletion(w io.Writer, all []command) {
	fmt.Fprint(w, "# candor completion fish\ncomplete -c candor -f\n")
	for _, k := range all {
		fmt.Fprintf(w, "complete -c candor -n __fish_use_subcommand -a %s -d %s\n", k.name, single(k.short))
		inside := "-n '__fish_seen_subcommand_from " + k.name + "'"
		s := k.options()
		for _, f := range s.list() {
			line := "complete -c candor " + inside + " -l " + f.long
			if f.short != "" {
				line += " -s " + f.short
			}
			switch choices := s.choices[f.long]; {
			case choices != nil:
				line += " -x -a " + single(strings.Join(choices, " "))
			case f.arg != "":
				line += " -r"
			}
			fmt.Fprintf(w, "%s -d %s\n", line, single(f.text))
		}
		for _, a := range k.args {
			if a.words != nil {
				fmt.Fprintf(w, "complete -c candor %s -a %s\n", inside, single(strings.Join(a.words, " ")))
			} else {
				fmt.Fprintf(w, "complete -c candor %s -F\n", inside)
			}
		}
	}
}
