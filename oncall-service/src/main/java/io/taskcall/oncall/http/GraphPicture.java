package io.taskcall.oncall.http;

import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.domain.impact.Storeys;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.sending.Html;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which services depend on which, drawn; and the same in words for those who do not see it. */
final class GraphPicture {
  private static final int BOX_WIDTH = 190;
  private static final int BOX_HEIGHT = 52;
  private static final int GAP_X = 24;
  private static final int GAP_Y = 56;
  private static final int NAME_MAX = 22;

  private final Standing.Overview overview;
  private final List<List<Node>> storeys;
  private final Map<UUID, Corner> corners = new HashMap<>();
  private final int width;
  private final int height;

  /** Where the box of a service begins. */
  private record Corner(int x, int y) {}

  private GraphPicture(Standing.Overview overview, Collection<UUID> shown) {
    this.overview = overview;
    this.storeys = Storeys.of(overview.graph(), shown);
    int widest = storeys.stream().mapToInt(List::size).max().orElse(1);
    this.width = widest * (BOX_WIDTH + GAP_X);
    this.height = Math.max(1, storeys.size()) * (BOX_HEIGHT + GAP_Y) - GAP_Y + 8;
    for (int row = 0; row < storeys.size(); row++) {
      var storey = storeys.get(row);
      int left = (width - storey.size() * (BOX_WIDTH + GAP_X) + GAP_X) / 2;
      for (int i = 0; i < storey.size(); i++) {
        corners.put(
            storey.get(i).id(),
            new Corner(left + i * (BOX_WIDTH + GAP_X), 4 + row * (BOX_HEIGHT + GAP_Y)));
      }
    }
  }

  /** The services of an organization. */
  static String of(Standing.Overview overview) {
    return new GraphPicture(overview, ids(overview.graph().services())).html();
  }

  /** The services of a dashboard, and what they depend on. */
  static String of(Standing.Overview overview, Dashboard dashboard) {
    var shown = new LinkedHashSet<UUID>();
    dashboard
        .shown(overview.graph())
        .forEach(node -> shown.addAll(overview.graph().neededBy(node.id())));
    return new GraphPicture(overview, shown).html();
  }

  private static List<UUID> ids(List<Node> nodes) {
    return nodes.stream().map(Node::id).toList();
  }

  private String html() {
    if (storeys.isEmpty()) {
      return "<p>There are no services.</p>";
    }
    var nodes = storeys.stream().flatMap(List::stream).toList();
    return """
    <svg role="img" aria-labelledby="graph-title graph-text" width="%d" height="%d" \
    viewBox="0 0 %d %d">
    <title id="graph-title">Services and what they depend on</title>
    <defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" \
    orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="currentColor"/></marker></defs>
    %s%s</svg>
    <ul id="graph-text" class="quiet">%s</ul>
    """
        .formatted(
            width,
            height,
            width,
            height,
            nodes.stream().map(this::edges).collect(Collectors.joining()),
            nodes.stream().map(this::box).collect(Collectors.joining()),
            nodes.stream().map(this::words).collect(Collectors.joining()));
  }

  private String edges(Node node) {
    var from = corner(node);
    return needed(node).stream()
        .map(this::corner)
        .map(to ->
            "<path class=\"edge\" marker-end=\"url(#tip)\" d=\"M%d %d C %d %d %d %d %d %d\"/>\n"
                .formatted(
                    from.x() + BOX_WIDTH / 2,
                    from.y() + BOX_HEIGHT,
                    from.x() + BOX_WIDTH / 2,
                    from.y() + BOX_HEIGHT + GAP_Y / 2,
                    to.x() + BOX_WIDTH / 2,
                    to.y() - GAP_Y / 2,
                    to.x() + BOX_WIDTH / 2,
                    to.y()))
        .collect(Collectors.joining());
  }

  private String box(Node node) {
    var at = corner(node);
    boolean impacted = overview.health(node).isImpacted();
    return """
    <g><title>%s</title><rect class="box%s" x="%d" y="%d" width="%d" height="%d" rx="6"/>
    <text x="%d" y="%d">%s</text><text x="%d" y="%d">%s</text></g>
    """
        .formatted(
            Html.escape(node.name()),
            impacted ? " bad" : "",
            at.x(),
            at.y(),
            BOX_WIDTH,
            BOX_HEIGHT,
            at.x() + 12,
            at.y() + 22,
            Html.escape(cut(node.name())),
            at.x() + 12,
            at.y() + 42,
            Words.of(node.kind()) + (impacted ? ", ▲ impacted" : ", healthy"));
  }

  private String words(Node node) {
    var needed = needed(node).stream().map(Node::name).collect(Collectors.joining(", "));
    return "<li>%s (%s)%s</li>\n"
        .formatted(
            Html.escape(node.name()),
            ImpactBody.status(overview.health(node).isImpacted()),
            needed.isEmpty() ? "" : " depends on " + Html.escape(needed));
  }

  private List<Node> needed(Node node) {
    Graph graph = overview.graph();
    return graph.dependencies(node.id()).stream()
        .filter(other -> corners.containsKey(other.id()))
        .toList();
  }

  private Corner corner(Node node) {
    return corners.getOrDefault(node.id(), new Corner(0, 0));
  }

  private static String cut(String name) {
    return name.codePointCount(0, name.length()) <= NAME_MAX
        ? name
        : name.substring(0, name.offsetByCodePoints(0, NAME_MAX - 1)) + "…";
  }
}
