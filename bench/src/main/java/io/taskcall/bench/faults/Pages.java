package io.taskcall.bench.faults;

import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.PageEvent;
import io.taskcall.contracts.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What became of alerts: their incidents, their pages and the mails that arrived. */
final class Pages implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private static final Pattern TITLE = Pattern.compile("fault-[a-z]+-\\d+");

  private final Set<String> titles;
  private final Mailbox mailbox;
  private final Incidents list;
  private final Topics.Tail<IncidentEvent> incidentEvents;
  private final Topics.Tail<PageEvent> pageEvents;

  /** The incidents that were triggered, by the title of their alert. */
  private final Map<String, Set<UUID>> incidents = new HashMap<>();

  /** What became last of each page. */
  private final Map<UUID, PageEvent> pages = new HashMap<>();

  /** The Message-IDs of what was sent, by whom it was sent to at which step. */
  private final Map<Step, Set<String>> sent = new HashMap<>();

  Pages(Product product, Set<String> titles) {
    var topics = new Topics(product);
    this.titles = titles;
    this.mailbox = new Mailbox(product);
    this.list = new Incidents(product);
    this.incidentEvents = topics.tail(Topic.INCIDENTS, IncidentEvent.class);
    this.pageEvents = topics.tail(Topic.PAGES, PageEvent.class);
  }

  /** One person asked once: a level of one incident. */
  private record Step(UUID incident, UUID person, int level) {}

  /** Waits until every alert has its incident and every page its outcome; false if in vain. */
  boolean awaitSettled() throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!settled()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Wait.pause(LOOK_EVERY);
    }
    return true;
  }

  private boolean settled() {
    for (var event : incidentEvents.fresh()) {
      var title = event.incident().title();
      if (event instanceof IncidentEvent.Triggered && titles.contains(title)) {
        incidents.computeIfAbsent(title, _ -> new HashSet<>()).add(event.incident().id());
      }
    }
    for (var event : pageEvents.fresh()) {
      pages.put(event.page().pageId(), event);
      if (event instanceof PageEvent.Sent page) {
        sent.computeIfAbsent(step(page), _ -> new HashSet<>())
            .add(Mailbox.idOf(String.valueOf(page.messageId())));
      }
    }
    return incidents.size() == titles.size()
        && pages.size() >= titles.size()
        && pages.values().stream().noneMatch(Pages::isUnderWay);
  }

  private static boolean isUnderWay(PageEvent last) {
    return switch (last) {
      case PageEvent.Scheduled _ -> true;
      case PageEvent.Failed failed -> failed.retryAt() != null;
      case PageEvent.Sent _, PageEvent.Delivered _, PageEvent.Suppressed _, PageEvent.Answered _ ->
          false;
    };
  }

  /** Counts what was lost and what was doubled; returns how many mails came more than once. */
  int count(Result.Builder result) throws IOException, InterruptedException {
    var ours = new HashSet<UUID>();
    incidents.values().forEach(ours::addAll);
    var listed = list.titles();
    listed.keySet().retainAll(titles);
    var mails = mailbox.all();
    var arrived =
        mails.entrySet().stream()
            .filter(mail -> titles.contains(titleIn(mail.getValue().subject())))
            .toList();
    var announced = new HashSet<String>();
    sent.values().forEach(announced::addAll);
    result
        .figure("alerts", titles.size())
        .figure("incidents", ours.size())
        .figure("pages sent", sent.size())
        .figure("mails in the mailbox", arrived.size())
        .never("incidents lost", titles.size() - incidents.size())
        .never("incidents doubled", ours.size() - incidents.size())
        .never("incidents missing in the list", titles.size() - listed.size())
        .never(
            "incidents twice in the list",
            listed.values().stream().filter(times -> times > 1).count())
        .never("incidents that nobody was paged for", unpaged(ours, sent.keySet()))
        .never(
            "pages whose mail is not there",
            announced.stream().filter(id -> !mails.containsKey(id)).count())
        .never(
            "mails that no page knows",
            arrived.stream().filter(mail -> !announced.contains(mail.getKey())).count())
        .never(
            "steps with two different mails",
            sent.values().stream().filter(ids -> ids.size() > 1).count());
    return arrived.stream().mapToInt(mail -> mail.getValue().copies() - 1).sum();
  }

  @Override
  public void close() {
    incidentEvents.close();
    pageEvents.close();
  }

  private static String titleIn(String subject) {
    var found = TITLE.matcher(subject);
    return found.find() ? found.group() : "";
  }

  private static Step step(PageEvent.Sent sent) {
    var page = sent.page();
    return new Step(page.incidentId(), page.responder().userId(), page.level());
  }

  private static long unpaged(Set<UUID> incidents, Set<Step> steps) {
    var paged = new HashSet<>(steps.stream().map(Step::incident).toList());
    return incidents.stream().filter(id -> !paged.contains(id)).count();
  }
}
