package io.taskcall.oncall.sending;

import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.page.Page;
import java.util.List;
import java.util.UUID;

/** What is carried to a person. */
public sealed interface Message {
  /** The same for the same message, however often it is sent. */
  UUID id();

  /** By which way. */
  Channel channel();

  /** Where to. */
  String address();

  /**
   * A page.
   *
   * @param affected names of the business services that feel it
   * @param token what its answer carries
   * @param attempt from 1; somebody may have sent it before if it is not the first
   * @param vendor which of the vendors of its channel is to send it, from 1
   */
  record OfPage(
      Page page, Incident incident, List<String> affected, String token, int attempt, int vendor)
      implements Message {
    @Override
    public UUID id() {
      return page.ref().pageId();
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
