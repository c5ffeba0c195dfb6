package io.taskcall.sandbox.phone;

import io.taskcall.sandbox.domain.phone.Script;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads what a caller wants said and done. */
final class TwimlReader {
  private TwimlReader() {}

  /** The script in a text; what is none of ours to understand is passed over. */
  static Script read(String xml) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      var root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
      return script(root);
    } catch (SAXException malformed) {
      throw new IllegalArgumentException("not TwiML: " + malformed.getMessage(), malformed);
    } catch (IOException | ParserConfigurationException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static Script script(Element root) {
    var said = new ArrayList<String>();
    Optional<String> keys = Optional.empty();
    Optional<String> message = Optional.empty();
    for (var verb : children(root)) {
      switch (verb.getTagName()) {
        case "Say" -> {
          if (keys.isEmpty()) {
            said.add(verb.getTextContent().strip());
          }
        }
        case "Gather" -> {
          if (keys.isEmpty()) {
            children(verb).forEach(inner -> said.add(inner.getTextContent().strip()));
            keys = Optional.of(verb.getAttribute("action"));
          }
        }
        case "Message" -> message = Optional.of(verb.getTextContent().strip());
        default -> {}
      }
    }
    return new Script(said, keys, message);
  }

  private static Iterable<Element> children(Element parent) {
    var nodes = parent.getChildNodes();
    Stream<Node> all = IntStream.range(0, nodes.getLength()).mapToObj(nodes::item);
    return all.filter(Element.class::isInstance).map(Element.class::cast).toList();
  }
}
