package io.understudy.engine.publish.file;

import io.understudy.engine.encode.CellEncoder;
import io.understudy.engine.encode.EventContracts;
import io.understudy.engine.publish.EventSink;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.WireBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Writes an Avro object container file: all columns of the layout, as fields of the stream's contract, labels too. */
final class AvroSink implements EventSink {
    private static final int DEFLATE_LEVEL = 1;

    private final WholeFile file;
    private final DataFileWriter<GenericRecord> writer;
    private final CellEncoder[] encoders; // [column]
    private final WireBuffer record = new WireBuffer(1 << 10);

    AvroSink(WholeFile file, EventLayout layout) throws IOException {
        this.file = file;
        List<Column> columns = layout.columns().stream().map(AvroSink::nullable).toList();
        EventContract contract = EventContract.of(
                layout.name(), columns.stream().map(EventContracts::field).toList());
        encoders = new CellEncoder[columns.size()];
        for (int i = 0; i < encoders.length; i++) {
            encoders[i] = CellEncoder.of(columns.get(i), contract.fields().get(i));
        }
        writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>());
        writer.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
        writer.create(schema(contract.schema()), file.stream());
    }

    /** A column that is written empty has no values, whatever else it says. */
    private static Column nullable(Column column) {
        boolean empty = column.role() == ColumnRole.IGNORED || column.format() instanceof ColumnFormat.Empty;
        return empty ? new Column(column.name(), column.role(), false, true, column.format()) : column;
    }

    /** The contract's schema without the event id, which is no column. */
    private static Schema schema(Schema contract) {
        List<Schema.Field> columns = contract.getFields().stream()
                .filter(field -> !field.name().equals(EventContract.EVENT_ID))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(contract.getName(), contract.getDoc(), contract.getNamespace(), false, columns);
    }

    @Override
    public void accept(EventFrame frame, long intendedNanos) throws IOException {
        record.clear();
        for (int i = 0; i < encoders.length; i++) {
            encoders[i].encode(frame.values[i], record);
        }
        try {
            writer.appendEncoded(ByteBuffer.wrap(record.array(), 0, record.length()));
        } catch (IOException e) {
            throw file.clear(e);
        }
    }

    @Override
    public String bottleneck() {
        return "disk";
    }

    @Override
    public void finish() throws IOException {
        try {
            writer.flush();
        } catch (IOException e) {
            throw file.clear(e);
        }
        file.publish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
