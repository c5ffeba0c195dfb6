package io.taskcall.oncall.domain.impact;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** What comes of saying what a service depends on. */
public sealed interface Linking {
  /** The services now depend on each other so. */
  record Linked(Graph graph) implements Linking {}

  /**
   * A service would depend on itself.
   *
   * @param path from the service back to it, each depending on the next
   */
  record Cycle(List<Node> path) implements Linking {
    public Cycle {
      path = List.copyOf(path);
    }

    /** The cycle in words. */
    public String said() {
      return path.stream().map(Node::name).collect(Collectors.joining(" → "));
    }
  }

  /** There is no such service. */
  record Unknown(UUID service) implements Linking {}
}
