package io.taskcall.oncall.domain.page;

import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.domain.escalation.Person;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happens to a person's other contact methods when one of them does not work. */
public final class NextMethod {
  private NextMethod() {}

  /**
   * The page by which the person is reached instead, at once: the next one that a rule wants later,
   * or else one by a method that has not been tried, if nothing else of this may arrive.
   *
   * @param failed a page that did not go out
   * @param pages all pages of its incident as they stand
   */
  public static Optional<Page> after(
      Page failed, Person person, List<Standing> pages, Instant now) {
    var others =
        pages.stream()
            .filter(standing -> standing.page().asksAs(failed))
            .filter(standing -> !standing.page().ref().equals(failed.ref()))
            .toList();
    var later =
        others.stream()
            .filter(standing -> standing.state() == Standing.State.SCHEDULED)
            .map(Standing::page)
            .filter(page -> page.due().isAfter(now))
            .min(Comparator.comparing(Page::due));
    if (later.isPresent()) {
      return later.map(page -> page.sooner(now));
    }
    return failed.way() == null || others.stream().anyMatch(Standing::mayArrive)
        ? Optional.empty()
        : untried(failed, person, others).map(method -> failed.by(method, now));
  }

  private static Optional<ContactMethod> untried(
      Page failed, Person person, List<Standing> others) {
    return person.reach().usable().stream()
        .filter(method -> !goesBy(failed, method))
        .filter(method -> others.stream().noneMatch(other -> goesBy(other.page(), method)))
        .findFirst();
  }

  private static boolean goesBy(Page page, ContactMethod method) {
    var way = page.way();
    return way != null && way.methodId().equals(method.id());
  }
}
