package io.taskcall.ingest.http;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.ingest.http.Refusal.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** How a door answers: in our words, or in those that its callers expect. */
enum Manners {
  /** Our own: a count, and problem details (RFC 9457). */
  OURS {
    @Override
    Reply accepted(List<AlertEvent> events) {
      return events.size() == 1 ? ACCEPTED_ONE : acceptedMany(events.size());
    }

    @Override
    Reply refused(Refusal refusal) {
      return problem(refusal);
    }
  },

  /** PagerDuty's answer to what is accepted; problem details otherwise. */
  PAGERDUTY_ACCEPTING {
    @Override
    Reply accepted(List<AlertEvent> events) {
      return processed(events);
    }

    @Override
    Reply refused(Refusal refusal) {
      return problem(refusal);
    }
  },

  /** PagerDuty's, for clients that know nothing else. */
  PAGERDUTY {
    @Override
    Reply accepted(List<AlertEvent> events) {
      return processed(events);
    }

    @Override
    Reply refused(Refusal refusal) {
      var body =
          new JsonObject()
              .put("status", statusWord(refusal.reason()))
              .put("message", message(refusal.reason()))
              .put("errors", new JsonArray(List.of(refusal.detail().split("; "))));
      return Reply.json(refusal.status(), body);
    }
  };

  private static final Reply ACCEPTED_ONE = acceptedMany(1);

  /** The answer to what is safely stored. */
  abstract Reply accepted(List<AlertEvent> events);

  /** The answer to what is turned away. */
  abstract Reply refused(Refusal refusal);

  private static Reply acceptedMany(int count) {
    return Reply.json(202, new JsonObject().put("status", "accepted").put("alerts", count));
  }

  private static Reply problem(Refusal refusal) {
    return Reply.problem(
        refusal.status(),
        new JsonObject()
            .put("type", "about:blank")
            .put("title", refusal.title())
            .put("status", refusal.status())
            .put("detail", refusal.detail()));
  }

  private static Reply processed(List<AlertEvent> events) {
    var body = new JsonObject().put("status", "success").put("message", "Event processed");
    if (events.getFirst().details().origin() instanceof Origin.EventsV2 origin) {
      body.put("dedup_key", origin.dedupKey());
    }
    return Reply.json(202, body);
  }

  private static String statusWord(Reason reason) {
    return switch (reason) {
      case OVERLOADED -> "throttle exceeded";
      case UNAVAILABLE -> "unavailable";
      case UNKNOWN_KEY, GONE, NOT_UNDERSTOOD, TOO_LARGE, METHOD, ENCODED -> "invalid event";
    };
  }

  private static String message(Reason reason) {
    return switch (reason) {
      case OVERLOADED -> "Events are arriving too quickly. Please retry later.";
      case UNAVAILABLE -> "The event could not be processed. Please retry later.";
      case UNKNOWN_KEY, GONE, NOT_UNDERSTOOD, TOO_LARGE, METHOD, ENCODED ->
          "Event object is invalid";
    };
  }
}
