package io.taskcall.embedded;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program in a session of its own, so that Ctrl-C in the terminal reaches only whoever
 * started it, who then ends things in their order.
 */
public final class OwnSession {
  private OwnSession() {}

  /** The command line that does it; the program itself where this machine has no {@code setsid}. */
  public static List<String> command(String... program) {
    return command(List.of(program));
  }

  /** The same for a program and its arguments in a list. */
  public static List<String> command(List<String> program) {
    var command = new ArrayList<String>();
    if (onPath("setsid")) {
      command.add("setsid");
    }
    command.addAll(program);
    return command;
  }

  static boolean onPath(String program) {
    for (var directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (new File(directory, program).canExecute()) {
        return true;
      }
    }
    return false;
  }
}
