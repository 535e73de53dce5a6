package gatehouse.conformance.glacier;

import gatehouse.conformance.TestGateway;
import gatehouse.gateway.Call;
import gatehouse.gateway.Plan;
import gatehouse.gateway.Requirement;
import gatehouse.gateway.Resource;
import gatehouse.gateway.Service;
import gatehouse.gateway.http.HttpLimits;
import gatehouse.model.glacier.GetJobOutputRequest;
import gatehouse.model.glacier.GetJobOutputResponse;
import gatehouse.model.glacier.Glacier;
import gatehouse.wire.constraint.ConstraintProfile;
import gatehouse.wire.http.ByteRange;
import gatehouse.wire.shape.CommonException;
import gatehouse.wire.shape.DataStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// A server with one archive, which it gives as a whole or in parts.
final class Vault implements AutoCloseable {
    private final TestGateway gateway;
    private final byte[] archive;

    Vault(Path folder, byte[] archive) throws IOException {
        Service glacier = Service.of(Glacier.MODEL, "glacier", ConstraintProfile.JSON)
                .on(Glacier.GET_JOB_OUTPUT, this::read)
                .build();
        this.gateway = new TestGateway(folder, List.of(glacier), HttpLimits.DEFAULT, gate -> gate);
        this.archive = archive;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    @Override
    public void close() {
        gateway.close();
    }

    private Plan<GetJobOutputResponse> read(Call call, GetJobOutputRequest input) {
        return Plan.require(Requirement.of("glacier:GetJobOutput", Resource.any(call.account())))
                .reply(() -> switch (ByteRange.of(input.range(), archive.length)) {
                    case ByteRange.Whole _ ->
                        answer(200, new Bytes(archive, 0, archive.length)).build();
                    case ByteRange.Part part ->
                        answer(206, new Bytes(archive, (int) part.first(), (int) part.bytes()))
                                .contentRange(part.contentRange())
                                .build();
                    case ByteRange.Unsatisfiable nothing ->
                        throw CommonException.sender(
                                "InvalidRange", 416, "There are only " + nothing.total() + " bytes.");
                });
    }

    private static GetJobOutputResponse.Builder answer(int status, DataStream body) {
        return GetJobOutputResponse.builder()
                .status(status)
                .acceptRanges("bytes")
                .contentType("application/octet-stream")
                .body(body);
    }

    private record Bytes(byte[] all, int from, int count) implements DataStream {
        @Override
        public long length() {
            return count;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(all, from, count);
        }
    }
}
