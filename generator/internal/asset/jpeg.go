package asset

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Markers of JPEG that are handled here (ITU-T T.81, table B.1).
const (
	jpegSOS  = 0xDA
	jpegEOI  = 0xD9
	jpegAPP0 = 0xE0
	jpegAPP1 = 0xE1
	jpegAPP2 = 0xE2
	jpegAPPE = 0xEE
	jpegAPPF = 0xEF
	jpegCOM  = 0xFE
)

// stripJPEG drops EXIF but for the orientation, XMP, IPTC, maker's data,
// comments, thumbnails, the texts of colour profiles and whatever follows the
// first image. Colours and Adobe's colour transform stay, since the image would
// look different.
func stripJPEG(data []byte) ([]byte, error) {
	s := jpegStripper{data: data, at: 2}
	for s.at < len(data) {
		marker, body, err := s.segment()
		if err != nil {
			return nil, err
		}
		switch {
		case marker == jpegEOI:
			return s.done(), nil
		case marker == jpegSOS:
			s.keep(marker, body)
			s.scan()
		case marker >= jpegAPP0 && marker <= jpegAPPF:
			s.application(marker, body)
		case marker == jpegCOM:
		case marker >= 0xC0 && marker <= 0xDF && marker != 0xC8:
			s.keep(marker, body)
		default:
			return nil, cutShort("JPEG", s.at)
		}
	}
	return nil, cutShort("JPEG", len(data))
}

type jpegStripper struct {
	data   []byte
	at     int
	jfif   []byte // body of the APP0 segment
	turned byte
	icc    []byte // the colour profile, joined
	rest   []byte // all other segments, in order
}

// segment reads the next marker and its body; the body of one without is nil.
func (s *jpegStripper) segment() (byte, []byte, error) {
	if s.data[s.at] != 0xFF {
		return 0, nil, cutShort("JPEG", s.at)
	}
	for s.at < len(s.data) && s.data[s.at] == 0xFF {
		s.at++ // fill bytes
	}
	if s.at == len(s.data) {
		return 0, nil, cutShort("JPEG", s.at)
	}
	marker := s.data[s.at]
	s.at++
	if marker == jpegEOI {
		return marker, nil, nil
	}
	if len(s.data)-s.at < 2 {
		return 0, nil, cutShort("JPEG", s.at)
	}
	size := int(binary.BigEndian.Uint16(s.data[s.at:]))
	if marker >= 0xD0 && marker <= 0xD8 || size < 2 || size > len(s.data)-s.at {
		return 0, nil, cutShort("JPEG", s.at)
	}
	body := s.data[s.at+2 : s.at+size]
	s.at += size
	return marker, body, nil
}

// scan keeps the coded image up to the next marker that is no restart.
func (s *jpegStripper) scan() {
	from := s.at
	for {
		i := bytes.IndexByte(s.data[s.at:], 0xFF)
		if i < 0 || s.at+i+1 >= len(s.data) {
			s.at = len(s.data)
			break
		}
		s.at += i
		if next := s.data[s.at+1]; next != 0 && (next < 0xD0 || next > 0xD7) {
			break
		}
		s.at += 2
	}
	s.rest = append(s.rest, s.data[from:s.at]...)
}

// application keeps what an image needs of the segments that programs add.
func (s *jpegStripper) application(marker byte, body []byte) {
	switch {
	case marker == jpegAPP0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) >= 14 && s.jfif == nil:
		s.jfif = append(bytes.Clone(body[:12]), 0, 0) // no thumbnail
	case marker == jpegAPP1 && bytes.HasPrefix(body, []byte("Exif\x00")) && s.turned == 0:
		s.turned = orientation(body)
	case marker == jpegAPP2 && bytes.HasPrefix(body, []byte(iccSegment)) && len(body) >= len(iccSegment)+2:
		s.icc = append(s.icc, body[len(iccSegment)+2:]...)
	case marker == jpegAPPE && bytes.HasPrefix(body, []byte("Adobe")) && len(body) >= 12:
		s.keep(marker, body[:12])
	}
}

func (s *jpegStripper) keep(marker byte, body []byte) {
	s.rest = appendSegment(s.rest, marker, body)
}

func (s *jpegStripper) done() []byte {
	out := []byte{0xFF, 0xD8}
	if s.jfif != nil {
		out = appendSegment(out, jpegAPP0, s.jfif)
	}
	if s.turned != 0 {
		out = appendSegment(out, jpegAPP1, append([]byte("Exif\x00\x00"), minimalEXIF(s.turned)...))
	}
	parts := slices.Collect(slices.Chunk(bareProfile(s.icc), iccPart))
	for i, part := range parts[:min(len(parts), 255)] {
		out = appendSegment(out, jpegAPP2, append([]byte(iccSegment+string([]byte{byte(i + 1), byte(len(parts))})), part...))
	}
	return append(append(out, s.rest...), 0xFF, jpegEOI)
}

// A colour profile is cut into segments, which are numbered behind their name.
const (
	iccSegment = "ICC_PROFILE\x00"
	iccPart    = 65519
)

func appendSegment(out []byte, marker byte, body []byte) []byte {
	out = append(out, 0xFF, marker)
	out = binary.BigEndian.AppendUint16(out, uint16(len(body)+2))
	return append(out, body...)
}
