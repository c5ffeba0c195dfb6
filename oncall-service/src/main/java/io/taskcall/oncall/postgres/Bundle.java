package io.taskcall.oncall.postgres;

import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.page.Page;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pages for one person at one place that are one message.
 *
 * @param id the first of its pages; the message is called after it however often it is sent
 * @param members all its pages
 * @param shown those that the message tells in full, the most important first; at least one
 * @param sentAs what the message was called when it was sent, if only writing that down remains
 */
public record Bundle(UUID id, List<Member> members, List<Told> shown, Optional<String> sentAs) {
  private static final Comparator<Told> IMPORTANT =
      Comparator.comparing(
              (Told told) -> told.incident().trouble().priority(),
              Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparingLong(told -> told.incident().about().number());

  public Bundle {
    members = List.copyOf(members);
    shown = List.copyOf(shown);
    if (shown.isEmpty()) {
      throw new IllegalArgumentException("a message tells something");
    }
  }

  /**
   * One of the pages.
   *
   * @param vendor which of the vendors of its channel is to send it, from 1
   * @param number the number of its incident, for people
   */
  public record Member(UUID id, UUID incidentId, int attempt, int vendor, long number) {}

  /**
   * A page that is told in full.
   *
   * @param affected names of the business services that feel its incident
   */
  public record Told(Page page, Incident incident, List<String> affected) {
    public Told {
      affected = List.copyOf(affected);
    }

    private Told in(Graph graph) {
      var reached = graph.affectedBy(incident.about().service().id());
      return new Told(page, incident, reached.stream().map(Node::name).toList());
    }
  }

  /** The same, with what feels its incidents. */
  Bundle in(Graph graph) {
    return new Bundle(id, members, shown.stream().map(told -> told.in(graph)).toList(), sentAs);
  }

  /** Where the message goes. */
  public Page first() {
    return shown.getFirst().page();
  }

  /** The numbers of the incidents that it is about, in order, each once. */
  public SortedSet<Long> numbers() {
    return members.stream().map(Member::number).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Rows of claimed pages as the bundles that they make; pages that cannot be read are in none. */
  static Json.Rows<Bundle> of(List<String> rows) {
    var read = Json.Rows.of(rows, Claimed::of);
    var bundles =
        read.readable().stream()
            .collect(
                Collectors.groupingBy(
                    page -> page.row().bundleId(), LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .filter(pages -> pages.stream().anyMatch(page -> page.told() != null))
            .map(Bundle::of)
            .toList();
    return new Json.Rows<>(bundles, read.unreadable());
  }

  private static Bundle of(Collection<Claimed> pages) {
    var any = pages.iterator().next().row();
    return new Bundle(
        any.bundleId(),
        pages.stream().map(Claimed::member).toList(),
        pages.stream().flatMap(page -> Stream.ofNullable(page.told())).sorted(IMPORTANT).toList(),
        Optional.ofNullable(any.sentAs()));
  }

  private record Claimed(Claims.Row row, @Nullable Told told) {
    static Claimed of(String json) {
      var row = Json.row(Claims.Row.class, json);
      var page = row.page();
      var incident = row.incident();
      return page == null || page.isNull() || incident == null || incident.isNull()
          ? new Claimed(row, null)
          : new Claimed(
              row,
              new Told(
                  Json.read(Page.class, page), Json.read(Incident.class, incident), List.of()));
    }

    Member member() {
      return new Member(row.id(), row.incidentId(), row.attempt(), row.vendor(), row.number());
    }
  }
}
