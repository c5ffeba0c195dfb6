package io.taskcall.oncall.sending;

import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.postgres.Bundle;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What is carried to a person. */
public sealed interface Message {
  /** The same for the same message, however often it is sent. */
  UUID id();

  /** By which way. */
  Channel channel();

  /** Where to. */
  String address();

  /**
   * A page, and those for the same person that go along with it.
   *
   * @param affected names of the business services that feel it
   * @param token what its answer carries
   * @param attempt from 1; somebody may have sent it before if it is not the first
   * @param vendor which of the vendors of its channel is to send it, from 1
   * @param along all pages of the message, this one among them
   */
  record OfPage(
      Page page,
      Incident incident,
      List<String> affected,
      String token,
      int attempt,
      int vendor,
      Along along)
      implements Message {
    /** A message of a bundle; the most important of its pages stands for all. */
    static OfPage of(Bundle bundle, Function<UUID, String> token) {
      var first = bundle.shown().getFirst();
      var member = bundle.members().getFirst();
      return new OfPage(
          first.page(),
          first.incident(),
          first.affected(),
          token.apply(first.page().ref().pageId()),
          member.attempt(),
          member.vendor(),
          new Along(bundle, token));
    }

    /** How many incidents it is about beside that of its page. */
    public int more() {
      return along.bundle().numbers().size() - 1;
    }

    @Override
    public UUID id() {
      return along.bundle().id();
    }

    @Override
    public Channel channel() {
      return page.ref().channel();
    }

    @Override
    public String address() {
      return page.address();
    }
  }

  /**
   * The pages of a message.
   *
   * @param token what the answer to a page carries
   */
  record Along(Bundle bundle, Function<UUID, String> token) {}

  /** A code by which a person proves to be there. */
  record OfCode(UUID id, ContactMethod method, String code) implements Message {
    @Override
    public Channel channel() {
      return method.channel();
    }

    @Override
    public String address() {
      return method.address();
    }
  }
}
